import type { Environment } from "../config/schema/environment";
import { imageUri, serviceNames } from "../model/naming";

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

export function prerequisitesOf(environment: Environment): readonly Prerequisite[] {
  const { dns, network, services, namePrefix } = environment;
  return [
    ...(dns !== undefined && !dns.zone.create ? [{ kind: "zone", name: dns.zone.name } as const] : []),
    ...("existingVpc" in network ? [{ kind: "vpc", ...network.existingVpc } as const] : []),
    ...Object.entries(services).map(([name, { repository }]) => ({
      kind: "image" as const,
      repository,
      parameter: serviceNames(namePrefix, name).imageDigestParameter,
    })),
  ];
}

export function prerequisiteText(prerequisite: Prerequisite, environment: Environment): string {
  switch (prerequisite.kind) {
    case "zone":
      return `Route 53 zone ${prerequisite.name}, looked up`;
    case "vpc":
      return `VPC ${prerequisite.vpcId} with ${subnetIds(prerequisite).join(", ")}, looked up`;
    case "image":
      return `image ${imageUri(environment.account, prerequisite.repository, "<digest>")}, digest in ${prerequisite.parameter}`;
  }
}

function subnetIds({ publicSubnetIds, privateSubnetIds }: Extract<Prerequisite, { kind: "vpc" }>): readonly string[] {
  return [...publicSubnetIds, ...privateSubnetIds];
}
