import type { PolicyStatement } from "./iam-policy";

export const nfsPort = 2049;

/** Tells IAM by which access point a file system is mounted. */
export const accessPointKey = "elasticfilesystem:AccessPointArn";

/** Whoever IAM allows to mount does it over TLS, by a mount target and through an access point. */
export function fileSystemStatements(arn: string): readonly PolicyStatement[] {
  const refused = {
    effect: "Deny",
    principal: "everyone",
    actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite"],
    resources: [arn],
  } as const;
  return [
    { sid: "RefusePlaintext", ...refused, conditions: { Bool: { "aws:SecureTransport": "false" } } },
    { sid: "RefuseWithoutAccessPoint", ...refused, conditions: { Null: { [accessPointKey]: "true" } } },
    {
      sid: "RefuseWithoutMountTarget",
      ...refused,
      conditions: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } },
    },
  ];
}
