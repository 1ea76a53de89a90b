import type { EnvironmentPlan } from "../model/plan/environment-plan";
import { caBundleOf } from "../model/plan/load-balancer-plan";
import type { SecretPlan } from "../model/plan/secret-plan";
import { andList } from "../model/wording";

/** What an environment expects of its account and does not make itself. */
export type Prerequisite =
  | { readonly kind: "zone"; readonly name: string }
  | { readonly kind: "certificate"; readonly arn: string; readonly hosts: readonly string[] }
  | { readonly kind: "caBundle"; readonly bucket: string; readonly key: string }
  | {
      readonly kind: "secret";
      readonly shown: string;
      readonly find: SecretPlan["find"];
      readonly keys: readonly string[];
    }
  /** Pushed once, although several services run it: tags of a repository cannot be moved. */
  | { readonly kind: "image"; readonly repository: string; readonly parameters: readonly string[] }
  | {
      readonly kind: "vpc";
      readonly vpcId: string;
      readonly publicSubnetIds: readonly string[];
      readonly privateSubnetIds: readonly string[];
    };

export function prerequisitesOf(plan: EnvironmentPlan): readonly Prerequisite[] {
  const { dns, network, loadBalancer, secrets } = plan;
  const certificate = loadBalancer?.certificate;
  const caBundle = caBundleOf(loadBalancer);
  return [
    ...(dns !== undefined && !dns.zone.create ? [{ kind: "zone", name: dns.zone.name } as const] : []),
    ...(network?.kind === "existing" ? [{ ...network, kind: "vpc" } as const] : []),
    ...(typeof certificate === "object"
      ? [{ kind: "certificate", arn: certificate.arn, hosts: loadBalancer?.hosts ?? [] } as const]
      : []),
    ...(caBundle === undefined ? [] : [{ ...caBundle, kind: "caBundle" } as const]),
    ...secrets
      .filter(({ origin }) => origin === "existing")
      .map(({ id, shown, find }) => ({ kind: "secret" as const, shown, find, keys: keysOf(plan, id) })),
    ...imagesOf(plan),
  ];
}

/** A secret that the base stack makes without a value. */
export interface SecretToFill {
  readonly shown: string;
  readonly keys: readonly string[];
}

export function secretsToFill(plan: EnvironmentPlan): readonly SecretToFill[] {
  return plan.secrets
    .filter(({ origin }) => origin === "created")
    .map(({ id, shown }) => ({ shown, keys: keysOf(plan, id) }));
}

/** Those of its JSON value that containers read. */
function keysOf({ services }: EnvironmentPlan, id: string): readonly string[] {
  const variables = services.flatMap(({ task }) => task.containers.flatMap(({ secrets }) => secrets));
  return [
    ...new Set(variables.flatMap(({ secret, key }) => (secret.id === id && key !== undefined ? key : []))),
  ].sort();
}

function imagesOf({ services }: EnvironmentPlan) {
  return [...new Set(services.map(({ repository }) => repository.name))].map((name) => ({
    kind: "image" as const,
    repository: name,
    parameters: services
      .filter(({ repository }) => repository.name === name)
      .map(({ names }) => names.imageDigestParameter),
  }));
}

export function prerequisiteText(prerequisite: Prerequisite, { account }: EnvironmentPlan): string {
  switch (prerequisite.kind) {
    case "zone":
      return `Route 53 zone ${prerequisite.name}, looked up`;
    case "vpc":
      return `VPC ${prerequisite.vpcId} with ${subnetIds(prerequisite).join(", ")}, looked up`;
    case "certificate":
      return `certificate ${prerequisite.arn} of ${prerequisite.hosts.join(", ")}, issued`;
    case "caBundle":
      return `certificate authorities in s3://${prerequisite.bucket}/${prerequisite.key}, a PEM file`;
    case "secret":
      return `secret ${prerequisite.shown}, with a value${prerequisite.keys.length === 0 ? "" : ` that has ${andList(prerequisite.keys)}`}`;
    case "image":
      return `image ${account.registry}/${prerequisite.repository}@<digest>, digest in ${andList(prerequisite.parameters)}`;
  }
}

function subnetIds({ publicSubnetIds, privateSubnetIds }: Extract<Prerequisite, { kind: "vpc" }>): readonly string[] {
  return [...publicSubnetIds, ...privateSubnetIds];
}
