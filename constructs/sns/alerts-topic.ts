import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { policyDocument } from "../../model/iam-policy";

export interface AlertsTopicProps {
  readonly name: string;
  readonly accountId: string;
  readonly kmsKeyArn: string;
  /** Must confirm the subscription once. */
  readonly email: string;
}

/** Where alarms and budget warnings go. */
export class AlertsTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlertsTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, "topic", { name: props.name, kmsMasterKeyId: props.kmsKeyArn });
    this.arn = topic.arn;
    new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyDocument([
        {
          sid: "PublishFromOwnAccount",
          principal: { service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
          actions: ["sns:Publish"],
          resources: [topic.arn],
          conditions: { StringEquals: { "aws:SourceAccount": props.accountId } },
        },
      ]),
    });
    new SnsTopicSubscription(this, "email", { topicArn: topic.arn, protocol: "email", endpoint: props.email });
  }
}
