import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import type { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { JwtAgentToAgent, RefusedAgentToAgent } from "../constructs/alb/agent-to-agent-rules";
import { HttpListener } from "../constructs/alb/http-listener";
import { HttpsListeners } from "../constructs/alb/https-listeners";
import { MutualTlsListener } from "../constructs/alb/mutual-tls-listener";
import { ServiceRoute } from "../constructs/alb/service-route";
import type { BlueGreenProps } from "../constructs/ecs/fargate-service";
import type { DnsFacts } from "../model/plan/facts";
import type { LoadBalancerPlan } from "../model/plan/load-balancer-plan";
import { certificateArns } from "./certificates";

export interface ListenerProps {
  readonly loadBalancerArn: string;
  readonly baseStack: string;
  /** By service, one or two. */
  readonly targetGroupArns: ReadonlyMap<string, readonly string[]>;
  readonly after: ITerraformDependable;
}

export interface Listeners {
  /** Nothing for what no load balancer leads to. */
  readonly targetOf: (service: string) => ServiceTarget | undefined;
  /** Zone of the domain; absent while the environment answers on the load balancer's own name. */
  readonly zoneId?: string;
}

/** How requests get to the tasks of a service. */
export interface ServiceTarget {
  readonly targetGroupArn: string;
  /** What connects its target groups to the load balancer; it cannot start before. */
  readonly connections: readonly ITerraformDependable[];
  /** What ECS shifts of a blue/green service. */
  readonly shift: Pick<BlueGreenProps, "alternateTargetGroupArn" | "productionRuleArn" | "testRuleArn"> | undefined;
}

/** The listeners that the plan asks for, with what they lead to. */
export function addListeners(
  stack: Construct,
  plan: LoadBalancerPlan,
  dns: DnsFacts | undefined,
  props: ListenerProps,
): Listeners {
  const forward = { loadBalancerArn: props.loadBalancerArn, targetGroupArn: firstOf(props, plan.defaultService) };
  const { agentToAgent } = plan;
  if (dns === undefined || plan.protocol === "http") {
    const { listener } = new HttpListener(stack, "http", forward);
    new RefusedAgentToAgent(stack, "agent-to-agent", { listenerArn: listener.arn, paths: agentToAgent.paths });
    return { targetOf: targets(plan, listener, addRoutes(stack, plan, listener, props), props) };
  }
  const { zoneId } = new DataAwsRoute53Zone(stack, "zone", { name: dns.zone.name, dependsOn: [props.after] });
  const [certificateArn = "", ...further] = certificateArns(stack, plan, { ...props, dns, zoneId });
  const { listener } = new HttpsListeners(stack, "https", { ...forward, certificateArn });
  for (const [index, arn] of further.entries()) {
    new LbListenerCertificate(stack, `certificate-of-${plan.hosts[index + 1]}`, {
      listenerArn: listener.arn,
      certificateArn: arn,
    });
  }
  const targetOf = targets(plan, listener, addRoutes(stack, plan, listener, props), props);
  const { settings, paths, service } = agentToAgent;
  const targetGroupArn = service === undefined ? forward.targetGroupArn : firstOf(props, service);
  if (settings !== undefined && "jwt" in settings) {
    new JwtAgentToAgent(stack, "agent-to-agent", { ...settings.jwt, listenerArn: listener.arn, targetGroupArn, paths });
    return { targetOf, zoneId };
  }
  new RefusedAgentToAgent(stack, "agent-to-agent", { listenerArn: listener.arn, paths });
  if (settings !== undefined) {
    new MutualTlsListener(stack, "mutual-tls", {
      loadBalancerArn: props.loadBalancerArn,
      targetGroupArn,
      certificateArn,
      paths,
      trustStoreName: plan.trustStore,
      caBundle: settings.mutualTls.caBundle,
    });
  }
  return { targetOf, zoneId };
}

interface Connection {
  readonly service: string;
  readonly rule: ITerraformDependable;
  readonly ruleArn: string;
  readonly isTest: boolean;
}

function addRoutes(
  stack: Construct,
  { routes }: LoadBalancerPlan,
  listener: LbListener,
  { targetGroupArns }: ListenerProps,
): readonly Connection[] {
  return routes.map(({ id, service, ...route }) => {
    const { rule, ruleArn } = new ServiceRoute(stack, id, {
      ...route,
      listenerArn: listener.arn,
      targetGroupArns: targetGroupArns.get(service) ?? [],
    });
    return { service, rule, ruleArn, isTest: route.header !== undefined };
  });
}

/** The default service is connected by the listener itself, others by the rules that lead to them. */
function targets(
  { defaultService }: LoadBalancerPlan,
  listener: LbListener,
  connections: readonly Connection[],
  { targetGroupArns }: ListenerProps,
): Listeners["targetOf"] {
  return (service) => {
    const [targetGroupArn, alternateTargetGroupArn] = targetGroupArns.get(service) ?? [];
    if (targetGroupArn === undefined) return undefined;
    const own = connections.filter((each) => each.service === service);
    const [productionRuleArn, testRuleArn] = [false, true].map((isTest) =>
      own.flatMap((each) => (each.isTest === isTest ? each.ruleArn : [])).at(0),
    );
    return {
      targetGroupArn,
      connections: [...(service === defaultService ? [listener] : []), ...own.map(({ rule }) => rule)],
      shift:
        alternateTargetGroupArn === undefined || productionRuleArn === undefined || testRuleArn === undefined
          ? undefined
          : { alternateTargetGroupArn, productionRuleArn, testRuleArn },
    };
  };
}

function firstOf({ targetGroupArns }: ListenerProps, service: string): string {
  const [first] = targetGroupArns.get(service) ?? [];
  if (first === undefined) throw new RangeError(`${service} has no target group`);
  return first;
}
