import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { byDesign } from "../by-design";

export interface EncryptedLogGroupProps {
  readonly name: string;
  readonly retentionDays: number;
  readonly kmsKeyArn: string;
  /** Days that do for what the logs are for. Fewer are a risk to accept. */
  readonly enoughDays?: number;
}

/** What services keep their logs for where nobody asks for more or less. */
const daysToFindFaults = 30;

/** Log group under the environment's key. Stateful: its events are gone with it. About 0.50 USD a GB written. */
export class EncryptedLogGroup extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: EncryptedLogGroupProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, "group", {
      name: props.name,
      retentionInDays: props.retentionDays,
      kmsKeyId: props.kmsKeyArn,
    });
    if (props.retentionDays >= (props.enoughDays ?? daysToFindFaults)) {
      byDesign(group, {
        rules: ["CKV_AWS_338"],
        because: "the logs are for finding faults, not for an audit",
        compensatedBy: "logRetentionDays, by which a service keeps its own for longer",
        seen: [{ name: props.name, retention_in_days: props.retentionDays, kms_key_id: props.kmsKeyArn }],
      });
    }
    this.arn = group.arn;
    this.name = group.name;
  }
}
