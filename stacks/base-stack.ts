import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { ValidatedCertificate } from "../constructs/acm/validated-certificate";
import { MonthlyBudget } from "../constructs/budgets/monthly-budget";
import { EnvironmentKey } from "../constructs/kms/environment-key";
import { EncryptedLogGroup } from "../constructs/logs/encrypted-log-group";
import { DomainZone } from "../constructs/route53/domain-zone";
import { LoadBalancerLogsBucket } from "../constructs/s3/load-balancer-logs-bucket";
import { ServiceSecret } from "../constructs/secretsmanager/service-secret";
import { AlertsTopic } from "../constructs/sns/alerts-topic";
import { ImageDigestParameter } from "../constructs/ssm/image-digest-parameter";
import { FlowLogs } from "../constructs/vpc/flow-logs";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { DnsFacts } from "../model/plan/facts";
import type { NetworkPlan } from "../model/plan/network-plan";
import { AwsStack } from "./aws-stack";
import { wireCapabilitiesOfBase } from "./capabilities";
import { baseNetwork } from "./network";
import { addSecurityGroups } from "./security-groups";
import type { Target } from "./target";

/** What outlives a night or a weekend: it costs next to nothing, or must not be lost. */
export class BaseStack extends AwsStack {
  constructor(
    scope: Construct,
    private readonly plan: EnvironmentPlan,
    target: Target,
  ) {
    const { account, names, services, secrets, stacks, tags, deletionProtection } = plan;
    super(scope, stacks.base, { kind: "base", account, target, tags: tags.base, deletionProtection });

    const key = new EnvironmentKey(this, "key", {
      ...account,
      alias: names.encryptionKeyAlias,
      administratorArn: account.arns.applyRole(stacks.base),
      description: `Logs, secrets and notifications of ${plan.name}`,
      logGroupArns: plan.logGroups.map(({ arn }) => arn),
    });
    if (plan.network !== undefined) this.addNetwork(plan.network, key.arn);

    for (const { name, names: own, logGroup } of services) {
      new EncryptedLogGroup(this, `${name}-logs`, { ...logGroup, kmsKeyArn: key.arn });
      new ImageDigestParameter(this, `${name}-image-digest`, { name: own.imageDigestParameter, service: name });
    }
    const created = secrets.filter(({ origin }) => origin === "created");
    for (const { id, shown } of created) new ServiceSecret(this, `secret-${id}`, { name: shown, kmsKeyArn: key.arn });

    if (plan.loadBalancer !== undefined) {
      new LoadBalancerLogsBucket(this, "load-balancer-logs", {
        name: plan.loadBalancer.logsBucket,
        accountId: account.accountId,
      });
    }

    const topic = new AlertsTopic(this, "alerts", {
      name: plan.alerts.topic,
      accountId: account.accountId,
      kmsKeyArn: key.arn,
      email: plan.alerts.email,
    });
    new MonthlyBudget(this, "budget", { ...plan.budget, environment: plan.name, topicArn: topic.arn });

    if (plan.dns !== undefined) this.addDomain(plan.dns);
    wireCapabilitiesOfBase(this, plan, { kmsKeyArn: key.arn });
    new TerraformOutput(this, "secrets-to-fill", { value: created.map(({ shown }) => shown) });
  }

  private addNetwork(plan: NetworkPlan, kmsKeyArn: string): void {
    const { account, flowLogs } = this.plan;
    const network = baseNetwork(this, plan, account.region);
    if (flowLogs !== undefined) {
      new FlowLogs(this, "flow-logs", {
        vpcId: network.vpcId,
        logGroupName: flowLogs.logGroup,
        roleName: flowLogs.role.name,
        trustPolicy: flowLogs.role.trustPolicy,
        boundaryArn: account.arns.taskBoundary(this.plan.name),
        kmsKeyArn,
      });
    }
    addSecurityGroups(this, this.plan, network);
  }

  private addDomain({ domain, zone: settings }: DnsFacts): void {
    const zone = new DomainZone(this, "zone", { name: settings.name, create: settings.create });
    if (settings.create) new TerraformOutput(this, "zone-name-servers", { value: zone.nameServers });
    const { loadBalancer } = this.plan;
    // Validation would wait for ever while nobody is sent to the zone.
    if (loadBalancer?.certificate !== "requested") return;
    for (const host of loadBalancer.hosts) {
      const id = host === domain ? "certificate" : `certificate-${host}`;
      new ValidatedCertificate(this, id, { domain: host, zoneId: zone.zoneId });
    }
  }
}
