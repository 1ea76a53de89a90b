import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { flowLogStatements } from "../../model/flow-log-statements";
import { policyDocument } from "../../model/iam-policy";
import { EncryptedLogGroup } from "../logs/encrypted-log-group";

export interface FlowLogsProps {
  readonly vpcId: string;
  readonly logGroupName: string;
  readonly retentionDays: number;
  readonly roleName: string;
  /** Lets flow logs of this account assume the role. */
  readonly trustPolicy: string;
  /** Runs may make roles within this policy only. */
  readonly boundaryArn: string;
  readonly kmsKeyArn: string;
}

/** Refused connections of a VPC, in CloudWatch Logs (about 0.50 USD a GB). */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const logs = new EncryptedLogGroup(this, "logs", {
      name: props.logGroupName,
      retentionDays: props.retentionDays,
      enoughDays: props.retentionDays,
      kmsKeyArn: props.kmsKeyArn,
    });
    const role = new IamRole(this, "role", {
      name: props.roleName,
      permissionsBoundary: props.boundaryArn,
      assumeRolePolicy: props.trustPolicy,
    });
    new IamRolePolicy(this, "write-logs", {
      name: "write-logs",
      role: role.id,
      policy: policyDocument(flowLogStatements(logs.arn)),
    });
    new FlowLog(this, "flow-log", {
      vpcId: props.vpcId,
      trafficType: "REJECT",
      logDestinationType: "cloud-watch-logs",
      logDestination: logs.arn,
      iamRoleArn: role.arn,
      tags: { Name: props.roleName },
    });
  }
}
