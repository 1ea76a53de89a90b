import { DataAwsEfsAccessPoint } from "@cdktf/provider-aws/lib/data-aws-efs-access-point";
import { DataAwsEfsAccessPoints } from "@cdktf/provider-aws/lib/data-aws-efs-access-points";
import { DataAwsEfsFileSystem } from "@cdktf/provider-aws/lib/data-aws-efs-file-system";
import { DataAwsSecurityGroup } from "@cdktf/provider-aws/lib/data-aws-security-group";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** Finds the base stack's file system by its creation token, and its one access point. */
export class VolumeLookup extends Construct {
  readonly fileSystem: { readonly id: string; readonly arn: string };
  readonly accessPoint: { readonly id: string; readonly arn: string };

  constructor(
    scope: Construct,
    id: string,
    { creationToken, after }: { readonly creationToken: string; readonly after: ITerraformDependable },
  ) {
    super(scope, id);
    const dependsOn = [after];
    const fileSystem = new DataAwsEfsFileSystem(this, "file-system", { creationToken, dependsOn });
    this.fileSystem = { id: fileSystem.id, arn: fileSystem.arn };
    const { ids } = new DataAwsEfsAccessPoints(this, "access-points", { fileSystemId: fileSystem.id });
    const accessPoint = new DataAwsEfsAccessPoint(this, "access-point", { accessPointId: Fn.one(ids) });
    this.accessPoint = { id: accessPoint.id, arn: accessPoint.arn };
  }
}

/** Finds a security group of the base stack by its name. */
export function foundSecurityGroupId(
  scope: Construct,
  id: string,
  { name, vpcId, after }: { readonly name: string; readonly vpcId: string; readonly after: ITerraformDependable },
): string {
  return new DataAwsSecurityGroup(scope, id, { name, vpcId, dependsOn: [after] }).id;
}
