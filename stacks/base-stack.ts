import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { MonthlyBudget } from "../constructs/budgets/monthly-budget";
import { EnvironmentKey } from "../constructs/kms/environment-key";
import { EncryptedLogGroup } from "../constructs/logs/encrypted-log-group";
import { LoadBalancerLogsBucket } from "../constructs/s3/load-balancer-logs-bucket";
import { ServiceSecret } from "../constructs/secretsmanager/service-secret";
import { AlertsTopic } from "../constructs/sns/alerts-topic";
import { ImageDigestParameter } from "../constructs/ssm/image-digest-parameter";
import { FlowLogs } from "../constructs/vpc/flow-logs";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { FunctionArchive } from "../model/plan/function-archive";
import { PlannedAlarms } from "./alarms";
import { AwsStack } from "./aws-stack";
import { wireCapabilitiesOfBase } from "./capabilities";
import { keepCertificates } from "./certificates";
import { baseNetwork } from "./network";
import { References } from "./references";
import type { Target } from "./target";

interface BaseStackOptions {
  readonly target: Target;
  readonly functionArchive: () => FunctionArchive;
}

/** What outlives a night or a weekend: it costs next to nothing, or must not be lost. */
export class BaseStack extends AwsStack {
  constructor(scope: Construct, plan: EnvironmentPlan, { target, functionArchive }: BaseStackOptions) {
    const { account, names, services, secrets, stacks, tags, deletionProtection } = plan;
    super(scope, stacks.base, {
      kind: "base",
      account,
      target,
      tags: tags.base,
      // A person sets it, and no apply takes it away.
      ignoredTags: plan.schedule === undefined ? [] : [plan.schedule.facts.override.tag],
      deletionProtection,
    });

    const key = new EnvironmentKey(this, "key", {
      ...account,
      alias: names.encryptionKeyAlias,
      administratorArn: account.arns.applyRole(stacks.base),
      description: `Logs, secrets and notifications of ${plan.name}`,
      logGroupArns: plan.logGroups.map(({ arn }) => arn),
      encryptsFileSystems: plan.capabilities.volumes.resources.length > 0,
    });
    const network = plan.network === undefined ? undefined : baseNetwork(this, plan.network, account.region);
    const vpcId = network?.vpcId;
    if (plan.flowLogs !== undefined && vpcId !== undefined) {
      new FlowLogs(this, "flow-logs", {
        vpcId,
        logGroupName: plan.flowLogs.logGroup,
        retentionDays: plan.flowLogs.retentionDays,
        roleName: plan.flowLogs.role.name,
        trustPolicy: plan.flowLogs.role.trustPolicy,
        boundaryArn: account.arns.taskBoundary(plan.name),
        kmsKeyArn: key.arn,
      });
    }

    for (const { name, names: own, logGroup } of services) {
      new EncryptedLogGroup(this, `${name}-logs`, { ...logGroup, kmsKeyArn: key.arn });
      new ImageDigestParameter(this, `${name}-image-digest`, { name: own.imageDigestParameter, service: name });
    }
    for (const { logGroup } of plan.hosts.slice(0, 1)) {
      new EncryptedLogGroup(this, "hosts-logs", { ...logGroup, kmsKeyArn: key.arn });
    }
    const created = secrets.filter(({ origin }) => origin === "created");
    for (const { id, shown } of created) new ServiceSecret(this, `secret-${id}`, { name: shown, kmsKeyArn: key.arn });

    if (plan.loadBalancer !== undefined) {
      new LoadBalancerLogsBucket(this, "load-balancer-logs", {
        name: plan.loadBalancer.logsBucket,
        accountId: account.accountId,
        retentionDays: plan.loadBalancer.logRetentionDays,
      });
    }

    const topic = new AlertsTopic(this, "alerts", {
      name: plan.alerts.topic,
      accountId: account.accountId,
      kmsKeyArn: key.arn,
      email: plan.alerts.email,
    });
    new MonthlyBudget(this, "budget", { ...plan.budget, environment: plan.name, topicArn: topic.arn });

    const zone =
      plan.dns?.zone.create === true ? new Route53Zone(this, "zone", { name: plan.dns.zone.name }) : undefined;
    if (zone !== undefined) new TerraformOutput(this, "zone-name-servers", { value: zone.nameServers });
    if (plan.loadBalancer !== undefined && plan.dns !== undefined) {
      keepCertificates(this, plan.loadBalancer, plan.dns, zone?.zoneId);
    }
    const boundaryArn = account.arns.taskBoundary(plan.name);
    wireCapabilitiesOfBase(this, plan, { kmsKeyArn: key.arn, boundaryArn, functionArchive, network });
    new PlannedAlarms(this, new References(), plan.alerts.topicArn, plan.schedule !== undefined).add(
      plan.alarms.filter(({ stack }) => stack === "base"),
      [],
    );
    new TerraformOutput(this, "secrets-to-fill", { value: created.map(({ shown }) => shown) });
  }
}
