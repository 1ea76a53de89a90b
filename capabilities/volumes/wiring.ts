import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { KeptVolume } from "../../constructs/efs/kept-volume";
import { foundSecurityGroupId, VolumeLookup } from "../../constructs/lookup/volume-lookup";
import { InlineSecurityGroup } from "../../constructs/vpc/inline-security-group";
import type { DesignReason } from "../../model/design";
import { fileSystemStatements, nfsPort } from "../../model/file-system-policy";
import type { AwsReference } from "../../model/plan/planned-text";
import type { VolumesPlan } from "./plan";

export interface VolumeParts {
  readonly kmsKeyArn: string;
  /** Absent where no service runs. */
  readonly network?: { readonly vpcId: string; readonly taskSubnetIds: Readonly<Record<string, string>> } | undefined;
}

const joinedByTheRuntime: DesignReason = {
  rules: ["CKV2_AWS_5"],
  because: "tasks and instances that mount a volume stand in it, which the runtime stack makes",
  compensatedBy: "it lets nobody in",
};

/** Volumes, and who may reach them, outlive the runtime. */
export function wireVolumes(base: Construct, { resources, groups }: VolumesPlan, parts: VolumeParts): void {
  const { network, kmsKeyArn } = parts;
  if (groups === undefined || network === undefined) return;
  const { vpcId, taskSubnetIds: subnetIds } = network;
  const clients = new InlineSecurityGroup(base, "volume-clients-security-group", {
    name: groups.clients,
    description: "Who mounts volumes",
    vpcId,
    ingress: [],
    egress: [],
    reasons: [joinedByTheRuntime],
  });
  const { securityGroupId } = new InlineSecurityGroup(base, "volumes-security-group", {
    name: groups.mountTargets,
    description: "Mount targets of volumes: who mounts them",
    vpcId,
    ingress: [{ description: "Who mounts", port: nfsPort, peers: { securityGroupIds: [clients.securityGroupId] } }],
    egress: [],
  });
  for (const { name, fileSystemName, root } of resources) {
    new KeptVolume(base, `volume-${name}`, {
      name: fileSystemName,
      kmsKeyArn,
      subnetIds,
      securityGroupId,
      root,
      statementsFor: fileSystemStatements,
    });
  }
}

export interface FoundVolumes {
  readonly vpcId: string;
  readonly after: ITerraformDependable;
}

/** What AWS made up of them, as the runtime stack finds it. */
export function findVolumes(
  runtime: Construct,
  { resources, groups }: VolumesPlan,
  { vpcId, after }: FoundVolumes,
): readonly (readonly [AwsReference, string])[] {
  if (groups === undefined) return [];
  const groupIds = Object.entries({ volumes: groups.mountTargets, "volume-clients": groups.clients }).map(
    ([id, key]) => {
      const found = foundSecurityGroupId(runtime, `${id}-security-group`, { name: key, vpcId, after });
      return [{ stack: "base", type: "aws_security_group", key, attribute: "id" }, found] as const;
    },
  );
  return [
    ...groupIds,
    ...resources.flatMap(({ name, fileSystemName, fileSystem, accessPoint }) => {
      const found = new VolumeLookup(runtime, `volume-${name}`, { creationToken: fileSystemName, after });
      return [
        [fileSystem.id, found.fileSystem.id],
        [fileSystem.arn, found.fileSystem.arn],
        [accessPoint.id, found.accessPoint.id],
        [accessPoint.arn, found.accessPoint.arn],
      ] as const;
    }),
  ];
}
