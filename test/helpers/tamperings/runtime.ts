import { RegisterScalableTargetCommand } from "@aws-sdk/client-application-auto-scaling";
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
import { labels } from "../../../rehearsal/read-back/labels";
import { changed, missing, notAskedFor, type Tampering, type Target } from "./tampering";

const balancer = "load balancer shop-staging";

export const runtimeTamperings: readonly Tampering[] = [
  {
    title: "HTTPS is offered with an old TLS policy",
    tamper: async (target) => {
      const [asked, old] = ["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-2016-08"];
      const ListenerArn = await httpsListener(target);
      await target.clients.loadBalancing.send(new ModifyListenerCommand({ ListenerArn, SslPolicy: old }));
      return changed("listeners", "listener 443: TLS policy", asked, old);
    },
  },
  {
    title: "the rule for agent-to-agent calls is gone",
    tamper: async (target) => {
      const { loadBalancing } = target.clients;
      const ListenerArn = await httpsListener(target);
      const { Rules = [] } = await loadBalancing.send(new DescribeRulesCommand({ ListenerArn }));
      const RuleArn = Rules.find(({ IsDefault }) => !IsDefault)?.RuleArn;
      await loadBalancing.send(new DeleteRuleCommand({ RuleArn }));
      return ["condition path /a2a or /a2a/*", "action forward to target group shop-staging-agent"].map((fact) =>
        missing("listeners", `rule 10 of listener 443: ${fact}`),
      );
    },
  },
  {
    title: "the load balancer keeps invalid headers and hangs up early",
    tamper: async ({ clients: { loadBalancing }, idOf }) => {
      const Attributes = [
        { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "false" },
        { Key: "idle_timeout.timeout_seconds", Value: "60" },
      ];
      const LoadBalancerArn = idOf(balancer);
      await loadBalancing.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
      return [
        ...changed("load balancer", `${balancer}: dropped invalid headers`, "on", "off"),
        ...changed("load balancer", `${balancer}: idle timeout in seconds`, "600", "60"),
      ];
    },
  },
  {
    title: "any answer counts as healthy",
    tamper: async ({ clients: { loadBalancing }, idOf }) => {
      const TargetGroupArn = idOf(labels.targetGroup("shop-staging-agent"));
      const Matcher = { HttpCode: "200-499" };
      await loadBalancing.send(new ModifyTargetGroupCommand({ TargetGroupArn, Matcher }));
      return changed("load balancer", "target group shop-staging-agent: healthy answer", "200", "200-499");
    },
  },
  {
    title: "the service runs more tasks than its minimum",
    tamper: async ({ clients: { tasks } }) => {
      await tasks.send(new UpdateServiceCommand({ cluster: "shop-staging", service: "agent", desiredCount: 3 }));
      return changed("service", "service agent: desired tasks", "1", "3");
    },
  },
  {
    title: "a task definition with a privileged container appears",
    tamper: async ({ clients: { tasks } }) => {
      const containerDefinitions = [{ name: "stranger", image: "example", memory: 512, privileged: true }];
      await tasks.send(new RegisterTaskDefinitionCommand({ family: "stranger", containerDefinitions }));
      const task = ["CPU units none", "memory in MiB none", "network mode bridge", "processor not set"];
      const further = ["compatibility none", "task role none", "execution role none", "volumes none"];
      const container = ["name stranger", "image example", "memory 512", "essential true", "privileged true"];
      return [
        ...[...task, ...further].map((fact) => notAskedFor("task definition", `task definition stranger: ${fact}`)),
        ...container.map((fact) => notAskedFor("task definition", `container stranger: ${fact}`)),
      ];
    },
  },
  {
    title: "another image is released than the one that runs",
    tamper: async ({ clients: { parameters }, idOf }) => {
      const Name = "/shop-staging/image-digests/agent";
      const running = idOf(labels.digest(Name));
      await parameters.send(new PutParameterCommand({ Name, Value: `sha256:${"f".repeat(64)}`, Overwrite: true }));
      const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-agent";
      const [asked, found] = [`${image}@${labels.digest(Name)}`, `${image}@${running}`];
      return changed("task definition", "container agent: image", asked, found);
    },
  },
  {
    title: "autoscaling may start forty tasks",
    tamper: async ({ clients: { autoscaling } }) => {
      const target = { ServiceNamespace: "ecs", ScalableDimension: "ecs:service:DesiredCount" } as const;
      const ResourceId = "service/shop-staging/agent";
      await autoscaling.send(new RegisterScalableTargetCommand({ ...target, ResourceId, MaxCapacity: 40 }));
      return changed("autoscaling", `ecs:service:DesiredCount of ${ResourceId}: most tasks`, "4", "40");
    },
  },
  {
    title: "logs are kept for a day",
    tamper: async ({ clients: { logs } }) => {
      const logGroupName = "/ecs/shop-staging/agent";
      await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
      return changed("log groups", `log group ${logGroupName}: retention in days`, "30", "1");
    },
  },
  {
    title: "tags of images can be moved",
    tamper: async ({ clients: { images } }) => {
      const tags = { repositoryName: "shop-agent", imageTagMutability: "MUTABLE" } as const;
      await images.send(new PutImageTagMutabilityCommand(tags));
      return changed("image repositories", "repository shop-agent: tags", "IMMUTABLE", "MUTABLE");
    },
  },
  {
    title: "an alarm is gone",
    tamper: async ({ clients: { metrics } }) => {
      const name = "shop-staging-agent-no-running-tasks";
      await metrics.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
      const topic = "arn:aws:sns:us-east-1:123456789012:shop-staging-alerts";
      const facts = [
        "metric Maximum of ECS/ContainerInsights RunningTaskCount",
        "dimensions ClusterName shop-staging and ServiceName agent",
        "condition LessThanThreshold 1 in 3 times 60 s",
        "without data breaching",
        `tells when it alarms ${topic}`,
        `tells when it is over ${topic}`,
      ];
      return facts.map((fact) => missing("alarms", `alarm ${name}: ${fact}`));
    },
  },
  {
    title: "the domain has a further record",
    tamper: async ({ clients: { dns } }) => {
      const { HostedZones = [] } = await dns.send(new ListHostedZonesCommand({}));
      const ResourceRecords = [{ Value: "example.net" }];
      const record: ResourceRecordSet = { Name: "old.example.com", Type: "CNAME", TTL: 60, ResourceRecords };
      const ChangeBatch: ChangeBatch = { Changes: [{ Action: "CREATE", ResourceRecordSet: record }] };
      await dns.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: HostedZones[0]?.Id, ChangeBatch }));
      return [notAskedFor("domain", "record old.example.com CNAME of example.net")];
    },
  },
];

async function httpsListener({ clients: { loadBalancing }, idOf }: Target): Promise<string | undefined> {
  const LoadBalancerArn = idOf(balancer);
  const { Listeners = [] } = await loadBalancing.send(new DescribeListenersCommand({ LoadBalancerArn }));
  return Listeners.find(({ Port }) => Port === 443)?.ListenerArn;
}
