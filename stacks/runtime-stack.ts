import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias";
import { DataAwsSecurityGroup } from "@cdktf/provider-aws/lib/data-aws-security-group";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../config/schema/environment";
import { ApplicationLoadBalancer } from "../constructs/alb/application-load-balancer";
import { ServiceTargetGroup } from "../constructs/alb/service-target-group";
import { ServiceAlarms } from "../constructs/cloudwatch/service-alarms";
import { Cluster } from "../constructs/ecs/cluster";
import { BaseStackGuard } from "../constructs/lookup/base-stack-guard";
import { LoadBalancerRecord } from "../constructs/route53/load-balancer-record";
import { topicArn } from "../model/arn";
import { connectionTimes, loadBalancerIdleTimeoutSeconds } from "../model/connection-times";
import { environmentNames, serviceNames } from "../model/naming";
import { baseStackName } from "../model/stack-names";
import { AwsStack } from "./aws-stack";
import { environmentTags, ingressPlan, onlyService, services } from "./environment-facts";
import { addListeners } from "./listeners";
import { runtimeNetwork } from "./network";
import { addService } from "./service";
import type { Target } from "./target";

/** What bills by the hour or changes with a release; tearing it down loses nothing. */
export class RuntimeStack extends AwsStack {
  constructor(scope: Construct, environment: Environment, target: Target) {
    const { account, namePrefix, deletionProtection, dns } = environment;
    const tags = environmentTags(environment, environment.name);
    super(scope, environment.name, { kind: "runtime", account, target, tags, deletionProtection });
    const names = environmentNames(namePrefix, account.accountId);
    const service = onlyService(environment);
    const own = serviceNames(namePrefix, service.name);

    const { passed: after } = new BaseStackGuard(this, "base-stack", {
      baseStack: baseStackName(environment.name),
      imageParameterPath: names.imageParameterPath,
      imageParameters: services(environment).map(({ name }) => serviceNames(namePrefix, name).imageDigestParameter),
    });
    const network = runtimeNetwork(this, environment, after);
    const key = new DataAwsKmsAlias(this, "key", { name: names.encryptionKeyAlias, dependsOn: [after] });
    const loadBalancerGroup = new DataAwsSecurityGroup(this, "load-balancer-security-group", {
      name: names.loadBalancerSecurityGroup,
      vpcId: network.vpcId,
      dependsOn: [after],
    });

    const loadBalancer = new ApplicationLoadBalancer(this, "load-balancer", {
      name: names.loadBalancer,
      subnetIds: network.publicSubnetIds,
      securityGroupId: loadBalancerGroup.id,
      logsBucket: names.loadBalancerLogsBucket,
      idleTimeoutSeconds: loadBalancerIdleTimeoutSeconds(Object.values(environment.services)),
    });
    const targetGroup = new ServiceTargetGroup(this, `${service.name}-target-group`, {
      name: own.targetGroup,
      vpcId: network.vpcId,
      containerPort: service.settings.port,
      healthCheckPath: service.settings.healthCheckPath,
      deregistrationDelaySeconds: connectionTimes(service.settings.longLived).deregistrationDelaySeconds,
    });
    const { listener, zoneId } = addListeners(this, environment, {
      loadBalancerArn: loadBalancer.arn,
      targetGroupArn: targetGroup.arn,
      agentToAgent: service.settings.agentToAgent,
      after,
    });

    const cluster = new Cluster(this, "cluster", { name: names.cluster });
    addService(this, environment, service, {
      network,
      clusterArn: cluster.arn,
      kmsKeyArn: key.targetKeyArn,
      targetGroupArn: targetGroup.arn,
      listener,
      after,
    });

    new ServiceAlarms(this, `${service.name}-alarms`, {
      clusterName: names.cluster,
      serviceName: own.service,
      loadBalancerArnSuffix: loadBalancer.arnSuffix,
      targetGroupArnSuffix: targetGroup.arnSuffix,
      topicArn: topicArn(account, names.alertsTopic),
    });

    if (dns !== undefined && zoneId !== undefined) {
      new LoadBalancerRecord(this, "domain", {
        domain: dns.domain,
        zoneId,
        loadBalancerDnsName: loadBalancer.dnsName,
        loadBalancerZoneId: loadBalancer.zoneId,
        failover: dns.failover,
        healthCheckPath: service.settings.healthCheckPath,
      });
    }

    const { publicUrl = `http://${loadBalancer.dnsName}` } = ingressPlan(environment);
    new TerraformOutput(this, "url", { value: publicUrl });
    new TerraformOutput(this, "load-balancer-dns-name", { value: loadBalancer.dnsName });
    new TerraformOutput(this, "cluster-name", { value: names.cluster });
    new TerraformOutput(this, "service-name", { value: own.service });
    new TerraformOutput(this, "repository-name", { value: service.settings.repository });
  }
}
