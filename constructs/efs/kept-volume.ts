import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point";
import { EfsBackupPolicy } from "@cdktf/provider-aws/lib/efs-backup-policy";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";

export interface KeptVolumeProps {
  /** Creation token, and tag `Name`. Another one makes another file system, without the data. */
  readonly name: string;
  readonly kmsKeyArn: string;
  /** Where it is mounted, one in a zone. */
  readonly subnetIds: Readonly<Record<string, string>>;
  readonly securityGroupId: string;
  /** The folder that whoever mounts it sees, made as theirs. */
  readonly root: { readonly path: string; readonly userId: number; readonly groupId: number; readonly mode: string };
  readonly statementsFor: (arn: string) => readonly PolicyStatement[];
}

/**
 * A file system that outlives tasks and instances, under the environment's key, with a backup each day: about 0.30 USD a GB and
 * month, 0.025 for what nobody has read for 30 days, 0.03 a GB read and 0.06 a GB written. Stateful.
 */
export class KeptVolume extends Construct {
  constructor(scope: Construct, id: string, props: KeptVolumeProps) {
    super(scope, id);
    const { name, root } = props;
    const fileSystem = new EfsFileSystem(this, "file-system", {
      creationToken: name,
      encrypted: true,
      kmsKeyId: props.kmsKeyArn,
      performanceMode: "generalPurpose",
      throughputMode: "elastic",
      // A block for each: AWS takes one transition in each.
      lifecyclePolicy: [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
      tags: { Name: name },
    });
    const fileSystemId = fileSystem.id;
    new EfsFileSystemPolicy(this, "policy", {
      fileSystemId,
      policy: policyDocument(props.statementsFor(fileSystem.arn)),
    });
    new EfsBackupPolicy(this, "backups", { fileSystemId, backupPolicy: { status: "ENABLED" } });
    for (const [zone, subnetId] of Object.entries(props.subnetIds)) {
      new EfsMountTarget(this, `mount-target-${zone}`, {
        fileSystemId,
        subnetId,
        securityGroups: [props.securityGroupId],
      });
    }
    const { userId: uid, groupId: gid } = root;
    new EfsAccessPoint(this, "access-point", {
      fileSystemId,
      posixUser: { uid, gid },
      rootDirectory: { path: root.path, creationInfo: { ownerUid: uid, ownerGid: gid, permissions: root.mode } },
      tags: { Name: name },
    });
  }
}
