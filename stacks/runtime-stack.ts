import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import { type ITerraformDependable, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { ApplicationLoadBalancer } from "../constructs/alb/application-load-balancer";
import { ServiceTargetGroup } from "../constructs/alb/service-target-group";
import { Cluster } from "../constructs/ecs/cluster";
import { BaseStackGuard } from "../constructs/lookup/base-stack-guard";
import { LoadBalancerRecord } from "../constructs/route53/load-balancer-record";
import { PrivateNamespace } from "../constructs/servicediscovery/private-namespace";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { WebFacts } from "../model/plan/facts";
import { discoveryReference, isRegistered } from "../model/plan/host-groups";
import type { LoadBalancerPlan } from "../model/plan/load-balancer-plan";
import { arnSuffixReference, keyReference } from "../model/plan/planned-text";
import type { ServicePlan } from "../model/plan/service-plan";
import { PlannedAlarms } from "./alarms";
import { AwsStack } from "./aws-stack";
import { findCapabilitiesOfBase } from "./capabilities";
import { addHosts } from "./hosts";
import { addListeners } from "./listeners";
import { type RuntimeNetwork, runtimeNetwork } from "./network";
import { References } from "./references";
import { addSecurityGroups } from "./security-groups";
import { addService } from "./service";
import type { Target } from "./target";

/** What bills by the hour or changes with a release; tearing it down loses nothing. */
export class RuntimeStack extends AwsStack {
  private readonly references = new References();
  private readonly alarms: PlannedAlarms;

  constructor(
    scope: Construct,
    private readonly plan: EnvironmentPlan,
    private readonly deployedTo: Target,
  ) {
    const { account, names, services, stacks, tags, deletionProtection } = plan;
    super(scope, stacks.runtime, {
      kind: "runtime",
      account,
      target: deployedTo,
      tags: tags.runtime,
      deletionProtection,
    });
    this.alarms = new PlannedAlarms(this, this.references, plan.alerts.topicArn, plan.schedule !== undefined);

    const { passed: after } = new BaseStackGuard(this, "base-stack", {
      baseStack: stacks.base,
      parameterPath: names.imageParameterPath,
      parameters: services.map(({ names: own }) => own.imageDigestParameter),
      lacks: "a service",
    });
    const key = new DataAwsKmsAlias(this, "key", { name: names.encryptionKeyAlias, dependsOn: [after] });
    this.references.set(keyReference(names.encryptionKeyAlias), key.targetKeyArn);

    const network = plan.network === undefined ? undefined : runtimeNetwork(this, plan.network, after);
    const ready = network === undefined || services.length === 0 ? [] : this.addServices(network, after);

    this.alarms.add(
      plan.alarms.filter(({ stack, endsDeployment }) => stack === undefined && endsDeployment !== true),
      ready,
    );
  }

  /** @returns services whose tasks run */
  private addServices(network: RuntimeNetwork, after: ITerraformDependable): readonly ITerraformDependable[] {
    const { plan, references } = this;
    const { names, services, loadBalancer } = plan;
    findCapabilitiesOfBase(this, plan, { references, vpcId: network.vpcId, after });
    const { loadBalancerGroupId, groupIdsOf } = addSecurityGroups(this, plan, network.vpcId, references);
    const entrance =
      loadBalancer === undefined || loadBalancerGroupId === undefined
        ? undefined
        : this.addEntrance(loadBalancer, { network, securityGroupId: loadBalancerGroupId, after });
    const internal = services.filter(isRegistered).map(({ name }) => name);
    const discovery =
      internal.length === 0
        ? undefined
        : new PrivateNamespace(this, "internal-names", {
            name: names.discoveryNamespace,
            vpcId: network.vpcId,
            services: internal,
          });
    const cluster =
      plan.hosts.length > 0
        ? undefined
        : new Cluster(this, "cluster", {
            name: names.cluster,
            spot: services.some(({ spotPercent }) => spotPercent > 0),
          });
    const schedules = services.some(({ schedule }) => schedule !== undefined)
      ? [new SchedulerScheduleGroup(this, "schedules", { name: names.scheduleGroup })]
      : [];
    for (const [name, arn] of Object.entries(discovery?.serviceArns ?? {})) {
      references.set(discoveryReference(name), arn);
    }
    const ready = services.flatMap((service) => {
      const ending = plan.alarms.filter(({ awake, endsDeployment }) => endsDeployment && awake.includes(service.name));
      return addService(this, plan, service, {
        network,
        references,
        clusterArn: cluster?.arn,
        securityGroupIds: groupIdsOf(service.name),
        target: entrance?.targetOf(service.name),
        alarmNames: ending.map(({ alarmName }) => alarmName),
        discoveryServiceArn: discovery?.serviceArns[service.name],
        // A group without a listener takes no tasks, a cluster without its capacity providers no service on Spot.
        startsAfter: [
          ...network.ready,
          ...(entrance?.targetOf(service.name)?.connections ?? []),
          ...(service.spotPercent > 0 ? (cluster?.ready ?? []) : []),
          ...(service.schedule === undefined ? [] : schedules),
          ...this.alarms.add(ending, []),
        ],
        after,
      });
    });
    const hosts = addHosts(this, plan, {
      network,
      references,
      target: this.deployedTo,
      securityGroupIdsOf: groupIdsOf,
      targetGroupArnsOf: (service) => [entrance?.targetOf(service)?.targetGroupArn ?? []].flat(),
      discoveryServiceIds: discovery?.serviceIds ?? {},
      startsAfter: [...network.ready, ...services.flatMap(({ name }) => entrance?.targetOf(name)?.connections ?? [])],
    });
    return [...ready, ...hosts];
  }

  private addEntrance(
    loadBalancer: LoadBalancerPlan,
    place: { readonly network: RuntimeNetwork; readonly securityGroupId: string; readonly after: ITerraformDependable },
  ) {
    const { plan } = this;
    const { network, securityGroupId, after } = place;
    const balancer = new ApplicationLoadBalancer(this, "load-balancer", {
      name: loadBalancer.name,
      scheme: loadBalancer.scheme,
      subnetIds: network.subnetIds[loadBalancer.subnetTier],
      securityGroupId,
      logsBucket: loadBalancer.logsBucket,
      idleTimeoutSeconds: loadBalancer.idleTimeoutSeconds,
    });
    this.references.set(arnSuffixReference("aws_lb", loadBalancer.name), balancer.arnSuffix);
    const targetGroupArns = new Map<string, readonly string[]>();
    for (const service of plan.services) {
      if (service.settings.kind !== "web") continue;
      targetGroupArns.set(service.name, this.addTargetGroups(service, service.settings, network.vpcId));
    }
    const { targetOf, zoneId } = addListeners(this, loadBalancer, plan.dns, {
      loadBalancerArn: balancer.arn,
      baseStack: plan.stacks.base,
      targetGroupArns,
      after,
    });
    if (plan.dns !== undefined && zoneId !== undefined) {
      for (const host of loadBalancer.hosts) {
        new LoadBalancerRecord(this, host === plan.dns.domain ? "domain" : `domain-${host}`, {
          domain: host,
          zoneId,
          loadBalancerDnsName: balancer.dnsName,
          loadBalancerZoneId: balancer.zoneId,
          failover: plan.dns.failover,
          healthCheckPath: this.defaultService(loadBalancer).healthCheckPath,
        });
      }
    }
    this.addOutputs(loadBalancer, balancer.dnsName);
    return { targetOf };
  }

  private addTargetGroups(
    { name, times, deployment, placement }: ServicePlan,
    { healthCheckPath, port }: WebFacts,
    vpcId: string,
  ): readonly string[] {
    return (deployment?.targetGroups ?? []).map((groupName, index) => {
      const instancePort = placement.runtime === "ec2" ? port : undefined;
      const first = instancePort === undefined ? `${name}-target-group` : `${name}-target-group-${instancePort}`;
      const { arn, arnSuffix } = new ServiceTargetGroup(this, index === 0 ? first : `${name}-second-target-group`, {
        name: groupName,
        vpcId,
        healthCheckPath,
        instancePort,
        deregistrationDelaySeconds: times.deregistrationDelaySeconds,
      });
      this.references.set(arnSuffixReference("aws_lb_target_group", groupName), arnSuffix);
      return arn;
    });
  }

  private defaultService({ defaultService }: LoadBalancerPlan): WebFacts & { readonly plan: ServicePlan } {
    const plan = this.plan.services.find(({ name }) => name === defaultService);
    if (plan?.settings.kind !== "web") throw new RangeError(`${defaultService} is no service of kind web`);
    return { ...plan.settings, plan };
  }

  private addOutputs(loadBalancer: LoadBalancerPlan, dnsName: string): void {
    const { names, repository } = this.defaultService(loadBalancer).plan;
    new TerraformOutput(this, "url", { value: loadBalancer.publicUrl ?? `http://${dnsName}` });
    new TerraformOutput(this, "load-balancer-dns-name", { value: dnsName });
    if (this.plan.hosts.length === 0) {
      new TerraformOutput(this, "cluster-name", { value: this.plan.names.cluster });
      new TerraformOutput(this, "service-name", { value: names.service });
    }
    new TerraformOutput(this, "repository-name", { value: repository.name });
  }
}
