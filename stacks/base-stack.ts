import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../config/schema/environment";
import { ValidatedCertificate } from "../constructs/acm/validated-certificate";
import { LoadBalancerSecurityGroup } from "../constructs/alb/load-balancer-security-group";
import { MonthlyBudget } from "../constructs/budgets/monthly-budget";
import { TaskSecurityGroup } from "../constructs/ecs/task-security-group";
import { EnvironmentKey } from "../constructs/kms/environment-key";
import { EncryptedLogGroup } from "../constructs/logs/encrypted-log-group";
import { DomainZone } from "../constructs/route53/domain-zone";
import { LoadBalancerLogsBucket } from "../constructs/s3/load-balancer-logs-bucket";
import { ServiceSecret } from "../constructs/secretsmanager/service-secret";
import { AlertsTopic } from "../constructs/sns/alerts-topic";
import { ImageDigestParameter } from "../constructs/ssm/image-digest-parameter";
import { FlowLogs } from "../constructs/vpc/flow-logs";
import { containerSecrets } from "../model/environment-variables";
import { environmentNames, secretName, serviceNames } from "../model/naming";
import { secretReaders } from "../model/secret-readers";
import { baseStackName } from "../model/stack-names";
import { AwsStack } from "./aws-stack";
import { boundaryArn, environmentTags, ingressPlan, keyLogGroups, services } from "./environment-facts";
import { baseNetwork } from "./network";
import type { Target } from "./target";

/** What outlives a night or a weekend: it costs next to nothing, or must not be lost. */
export class BaseStack extends AwsStack {
  constructor(scope: Construct, environment: Environment, target: Target) {
    const id = baseStackName(environment.name);
    const { account, namePrefix, deletionProtection } = environment;
    super(scope, id, { kind: "base", account, target, tags: environmentTags(environment, id), deletionProtection });
    const names = environmentNames(namePrefix, account.accountId);

    const key = new EnvironmentKey(this, "key", {
      alias: names.encryptionKeyAlias,
      description: `Logs, secrets and notifications of ${environment.name}`,
      account,
      logGroupNames: keyLogGroups(environment),
    });

    const network = baseNetwork(this, environment);
    if (network.flowLogs) {
      new FlowLogs(this, "flow-logs", {
        vpcId: network.vpcId,
        account,
        logGroupName: names.flowLogGroup,
        roleName: names.flowLogRole,
        boundaryArn: boundaryArn(environment),
        kmsKeyArn: key.arn,
      });
    }

    const loadBalancerGroup = new LoadBalancerSecurityGroup(this, "load-balancer-security-group", {
      name: names.loadBalancerSecurityGroup,
      vpcId: network.vpcId,
      openPorts: ingressPlan(environment).openPorts,
      targetCidrs: network.taskSubnetCidrs,
      targetPorts: services(environment).map(({ settings }) => settings.port),
    });

    for (const { name, settings } of services(environment)) {
      const own = serviceNames(namePrefix, name);
      new TaskSecurityGroup(this, `${name}-security-group`, {
        name: own.taskSecurityGroup,
        vpcId: network.vpcId,
        port: settings.port,
        loadBalancerSecurityGroupId: loadBalancerGroup.securityGroupId,
      });
      new EncryptedLogGroup(this, `${name}-logs`, {
        name: own.logGroup,
        retentionDays: settings.logRetentionDays,
        kmsKeyArn: key.arn,
      });
      new ImageDigestParameter(this, `${name}-image-digest`, { name: own.imageDigestParameter, service: name });
      for (const { secret } of secretReaders(containerSecrets(settings))) {
        new ServiceSecret(this, `secret-${secret}`, { name: secretName(namePrefix, secret), kmsKeyArn: key.arn });
      }
    }

    new LoadBalancerLogsBucket(this, "load-balancer-logs", {
      name: names.loadBalancerLogsBucket,
      account,
      loadBalancerName: names.loadBalancer,
    });

    const topic = new AlertsTopic(this, "alerts", {
      name: names.alertsTopic,
      accountId: account.accountId,
      kmsKeyArn: key.arn,
      email: environment.alerts.email,
    });
    new MonthlyBudget(this, "budget", {
      name: names.budget,
      monthlyUsd: environment.budget.monthlyUsd,
      environment: environment.name,
      topicArn: topic.arn,
    });

    if (environment.dns !== undefined) this.addDomain(environment.dns);
    new TerraformOutput(this, "secrets-to-fill", {
      value: services(environment).flatMap(({ settings }) =>
        secretReaders(containerSecrets(settings)).map(({ secret }) => secretName(namePrefix, secret)),
      ),
    });
  }

  private addDomain({ domain, zone: settings }: NonNullable<Environment["dns"]>): void {
    const zone = new DomainZone(this, "zone", { name: settings.name, create: settings.create });
    if (settings.create) new TerraformOutput(this, "zone-name-servers", { value: zone.nameServers });
    // Validation would wait for ever while nobody is sent to the zone.
    if (settings.delegated) new ValidatedCertificate(this, "certificate", { domain, zoneId: zone.zoneId });
  }
}
