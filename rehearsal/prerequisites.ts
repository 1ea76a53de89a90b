import type { EnvironmentPlan } from "../model/plan/environment-plan";

/** What an environment expects of its account and does not make itself. */
export type Prerequisite =
  | { readonly kind: "zone"; readonly name: string }
  | { readonly kind: "image"; readonly repository: string; readonly parameter: string }
  | {
      readonly kind: "vpc";
      readonly vpcId: string;
      readonly publicSubnetIds: readonly string[];
      readonly privateSubnetIds: readonly string[];
    };

export function prerequisitesOf({ dns, network, services }: EnvironmentPlan): readonly Prerequisite[] {
  return [
    ...(dns !== undefined && !dns.zone.create ? [{ kind: "zone", name: dns.zone.name } as const] : []),
    ...(network?.kind === "existing" ? [{ ...network, kind: "vpc" } as const] : []),
    ...services.map(({ names, repository }) => ({
      kind: "image" as const,
      repository: repository.name,
      parameter: names.imageDigestParameter,
    })),
  ];
}

export function prerequisiteText(prerequisite: Prerequisite, { account }: EnvironmentPlan): string {
  switch (prerequisite.kind) {
    case "zone":
      return `Route 53 zone ${prerequisite.name}, looked up`;
    case "vpc":
      return `VPC ${prerequisite.vpcId} with ${subnetIds(prerequisite).join(", ")}, looked up`;
    case "image":
      return `image ${account.registry}/${prerequisite.repository}@<digest>, digest in ${prerequisite.parameter}`;
  }
}

function subnetIds({ publicSubnetIds, privateSubnetIds }: Extract<Prerequisite, { kind: "vpc" }>): readonly string[] {
  return [...publicSubnetIds, ...privateSubnetIds];
}
