import { roleArn } from "../../model/arn";
import { containerUser } from "../../model/container-definition";
import { accessPointKey, fileSystemStatements, nfsPort } from "../../model/file-system-policy";
import type { CapabilityContext, CapabilityPlan, PlannedResource } from "../../model/plan/capability";
import type { AwsReference, PlannedStatement } from "../../model/plan/planned-text";
import { environmentTag } from "../../model/tags";
import { capitalized } from "../../model/wording";

export interface VolumesFacts {
  readonly volumes: Readonly<Record<string, { readonly detached: boolean }>>;
}

/** What AWS makes up of a thing. */
interface Identity {
  readonly id: AwsReference;
  readonly arn: AwsReference;
}

export interface VolumePlan extends PlannedResource {
  /** Creation token and tag `Name` of the file system, by which a later stack finds it. */
  readonly fileSystemName: string;
  readonly fileSystem: Identity;
  readonly accessPoint: Identity;
  /** The folder that the access point shows as its root, and whose it is: nobody else's files are seen or made through it. */
  readonly root: { readonly path: string; readonly userId: number; readonly groupId: number; readonly mode: string };
  /** Of whoever mounts it: the task that it is for, or the instance that runs it. */
  readonly mountStatements: readonly PlannedStatement[];
  readonly clients: AwsReference;
}

/** Security groups of the base stack. Who mounts stands in the second one, so that the first names nothing of the runtime. */
interface VolumeGroups {
  readonly mountTargets: string;
  readonly clients: string;
}

export interface VolumesPlan extends CapabilityPlan<VolumePlan> {
  /** Absent without volumes. */
  readonly groups: VolumeGroups | undefined;
}

export const volumesCapability = {
  plan: planVolumes,
  variablesOf: () => [],
  hasNames: true,
  canBeUsed: false,
  canBeConsumed: false,
  boundary: (context: CapabilityContext) => [ownVolumes(context)],
};

const mountActions = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];

function planVolumes({ volumes }: VolumesFacts, context: CapabilityContext): VolumesPlan {
  const { namePrefix, region, accountId } = context;
  const groups = { mountTargets: `${namePrefix}-volumes`, clients: `${namePrefix}-volume-clients` };
  const resources = Object.keys(volumes).map((name) => planVolume(name, groups, context));
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
  const ownTag = { key: environmentTag, value: context.environment };
  return {
    resources,
    groups: resources.length === 0 ? undefined : groups,
    arnSets: {
      accessPoints: { arns: [arn("elasticfilesystem", "access-point/*")], ownTag },
      fileSystems: { arns: [arn("elasticfilesystem", "file-system/*")], ownTag },
      fileSystemRole: {
        arns: [
          roleArn(context, "aws-service-role/elasticfilesystem.amazonaws.com/AWSServiceRoleForAmazonElasticFileSystem"),
        ],
      },
      mountInterfaces: {
        arns: ["network-interface", "security-group", "subnet"].map((type) => arn("ec2", `${type}/*`)),
      },
    },
    alarms: [],
    billed: resources.map(() => ({ stack: "base", type: "aws_efs_file_system", body: {} })),
  };
}

function planVolume(name: string, groups: VolumeGroups, { namePrefix, keyAlias }: CapabilityContext): VolumePlan {
  // A prefix has no slash: no two environments make the same name of prefix and volume.
  const fileSystemName = `${namePrefix}/${name}`;
  const base = (type: string, key: string, attribute: string): AwsReference => ({
    stack: "base",
    type,
    key,
    attribute,
  });
  const identity = (type: string): Identity => ({
    id: base(type, fileSystemName, "id"),
    arn: base(type, fileSystemName, "arn"),
  });
  const [fileSystem, accessPoint] = [identity("aws_efs_file_system"), identity("aws_efs_access_point")];
  const group = (groupName: string) => base("aws_security_group", groupName, "id");
  return {
    name,
    fileSystemName,
    fileSystem,
    accessPoint,
    root: { path: "/data", userId: containerUser, groupId: containerUser, mode: "0750" },
    mountStatements: [
      {
        sid: `Mount${name.split("-").map(capitalized).join("")}`,
        actions: mountActions,
        resources: [fileSystem.arn],
        conditions: { StringEquals: { [accessPointKey]: accessPoint.arn } },
      },
    ],
    mounted: {
      variables: {},
      statements: [],
      egress: [{ description: `Volume ${name}`, port: nfsPort, to: { group: group(groups.mountTargets) } }],
    },
    clients: group(groups.clients),
    kept: [
      {
        kind: "file system",
        name: fileSystemName,
        facts: [`under ${keyAlias}`, "backed up every day", "one access point for 10001:10001 below /data"],
      },
    ],
    policies: [{ holder: `file system ${fileSystemName}`, statements: fileSystemStatements("*") }],
  };
}

function ownVolumes({ region, accountId, environment }: CapabilityContext): PlannedStatement {
  return {
    sid: "MountOwnVolumes",
    actions: mountActions,
    resources: [`arn:aws:elasticfilesystem:${region}:${accountId}:file-system/*`],
    conditions: { StringEquals: { [`aws:ResourceTag/${environmentTag}`]: environment } },
  };
}
