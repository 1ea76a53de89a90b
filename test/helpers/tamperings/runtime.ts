import { ApplicationAutoScalingClient, RegisterScalableTargetCommand } from "@aws-sdk/client-application-auto-scaling";
import { DeleteAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { PutRetentionPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import { PutImageTagMutabilityCommand } from "@aws-sdk/client-ecr";
import { RegisterTaskDefinitionCommand, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import {
  DeleteRuleCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  ModifyListenerCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyTargetGroupCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  type ChangeBatch,
  ChangeResourceRecordSetsCommand,
  ListHostedZonesCommand,
  type ResourceRecordSet,
} from "@aws-sdk/client-route-53";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { keptReleasedImages } from "../../../model/image-lifecycle";
import { named, type Tampering, type Target } from "./tampering";

export const runtimeTamperings: readonly Tampering[] = [
  {
    title: "HTTPS is offered with an old TLS policy",
    detectedBy: "plan",
    changes: "aws_lb_listener",
    tamper: async (target) => {
      const ListenerArn = await httpsListener(target);
      const SslPolicy = "ELBSecurityPolicy-2016-08";
      return target.clients.loadBalancing.send(new ModifyListenerCommand({ ListenerArn, SslPolicy }));
    },
  },
  {
    title: "the rule for agent-to-agent calls is gone",
    detectedBy: "names",
    tamper: async (target) => {
      const { loadBalancing } = target.clients;
      const ListenerArn = await httpsListener(target);
      const { Rules = [] } = await loadBalancing.send(new DescribeRulesCommand({ ListenerArn }));
      const RuleArn = Rules.find(({ IsDefault }) => !IsDefault)?.RuleArn;
      await loadBalancing.send(new DeleteRuleCommand({ RuleArn }));
      return { lacking: ["port 443, rule 10: /a2a, /a2a/* -> agent:8080"] };
    },
  },
  {
    title: "the load balancer keeps invalid headers and hangs up early",
    detectedBy: "plan",
    changes: "aws_lb",
    tamper: async ({ clients: { loadBalancing }, account }) => {
      const Attributes = [
        { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "false" },
        { Key: "idle_timeout.timeout_seconds", Value: "60" },
      ];
      const { arn: LoadBalancerArn } = named(await account.loadBalancers(), "shop-staging");
      return loadBalancing.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
    },
  },
  {
    title: "any answer counts as healthy",
    detectedBy: "plan",
    changes: "aws_lb_target_group",
    tamper: async ({ clients: { loadBalancing }, account }) => {
      const { arn: TargetGroupArn } = named(await account.targetGroups(), "shop-staging-agent");
      const Matcher = { HttpCode: "200-499" };
      return loadBalancing.send(new ModifyTargetGroupCommand({ TargetGroupArn, Matcher }));
    },
  },
  {
    title: "the service runs more tasks than its minimum",
    detectedBy: "names",
    tamper: async ({ clients: { tasks } }) => {
      await tasks.send(new UpdateServiceCommand({ cluster: "shop-staging", service: "agent", desiredCount: 3 }));
      return { lacking: ["agent runs 1 task"], unexpected: ["agent runs 3 tasks"] };
    },
  },
  {
    title: "a task definition with a privileged container appears",
    detectedBy: "rights",
    tamper: async ({ clients: { tasks } }) => {
      const containerDefinitions = [{ name: "stranger", image: "example", memory: 512, privileged: true }];
      await tasks.send(new RegisterTaskDefinitionCommand({ family: "stranger", containerDefinitions }));
      return { unexpected: ["task stranger runs as none, started by none, privileged in stranger"] };
    },
  },
  {
    title: "another image is released than the one that runs",
    detectedBy: "plan",
    changes: "aws_ecs_task_definition",
    tamper: async ({ clients: { parameters } }) => {
      const Name = "/shop-staging/image-digests/agent";
      return parameters.send(new PutParameterCommand({ Name, Value: `sha256:${"f".repeat(64)}`, Overwrite: true }));
    },
  },
  {
    title: "autoscaling may start forty tasks",
    detectedBy: "plan",
    changes: "aws_appautoscaling_target",
    tamper: async ({ settings }) => {
      const client = new ApplicationAutoScalingClient(settings);
      const target = { ServiceNamespace: "ecs", ScalableDimension: "ecs:service:DesiredCount" } as const;
      const ResourceId = "service/shop-staging/agent";
      await client.send(new RegisterScalableTargetCommand({ ...target, ResourceId, MaxCapacity: 40 }));
      client.destroy();
    },
  },
  {
    title: "logs are kept for a day",
    detectedBy: "data",
    tamper: async ({ clients: { logs } }) => {
      const logGroupName = "/ecs/shop-staging/agent";
      await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
      const group = `log group ${logGroupName}: under alias/shop-staging`;
      return { lacking: [`${group}, 30 days`], unexpected: [`${group}, 1 days`] };
    },
  },
  {
    title: "tags of images can be moved",
    detectedBy: "data",
    tamper: async ({ clients: { images } }) => {
      const tags = { repositoryName: "shop-agent", imageTagMutability: "MUTABLE" } as const;
      await images.send(new PutImageTagMutabilityCommand(tags));
      const [before, after] = ["tags stay", "tags can be moved"].map(
        (state) =>
          `repository shop-agent: AES256, ${state}, scanned on push, ${keptReleasedImages} images of released-*, 50 images of v*, 14 days of untagged, 50 images of any`,
      );
      return { lacking: [String(before)], unexpected: [String(after)] };
    },
  },
  {
    title: "an alarm is gone",
    detectedBy: "notices",
    tamper: async ({ clients: { metrics } }) => {
      const name = "shop-staging-agent-no-running-tasks";
      await metrics.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
      const condition = "< 1 for 3 x 60 s, without data breaching -> shop-staging-alerts";
      return { lacking: [`${name}: Maximum RunningTaskCount of agent, shop-staging ${condition}`] };
    },
  },
  {
    title: "the domain has a further record",
    detectedBy: "names",
    tamper: async ({ clients: { dns } }) => {
      const { HostedZones = [] } = await dns.send(new ListHostedZonesCommand({}));
      const ResourceRecords = [{ Value: "example.net" }];
      const record: ResourceRecordSet = { Name: "old.example.com", Type: "CNAME", TTL: 60, ResourceRecords };
      const ChangeBatch: ChangeBatch = { Changes: [{ Action: "CREATE", ResourceRecordSet: record }] };
      await dns.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: HostedZones[0]?.Id, ChangeBatch }));
      return { unexpected: ["record old.example.com CNAME of example.net"] };
    },
  },
];

async function httpsListener({ clients: { loadBalancing }, account }: Target): Promise<string | undefined> {
  const { arn: LoadBalancerArn } = named(await account.loadBalancers(), "shop-staging");
  const { Listeners = [] } = await loadBalancing.send(new DescribeListenersCommand({ LoadBalancerArn }));
  return Listeners.find(({ Port }) => Port === 443)?.ListenerArn;
}
