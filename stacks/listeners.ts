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
import type { DnsFacts } from "../model/plan/facts";
import type { LoadBalancerPlan } from "../model/plan/load-balancer-plan";
import { certificateArns } from "./certificates";

export interface ListenerProps {
  readonly loadBalancerArn: string;
  /** Target group of a service. */
  readonly targetGroupArn: (service: string) => string;
  readonly baseStack: string;
  readonly after: ITerraformDependable;
}

export interface Listeners {
  /** What connects the target group of a service to the load balancer; it cannot start before. */
  readonly connectionsOf: (service: string) => readonly ITerraformDependable[];
  /** Zone of the domain; absent while the environment answers on the load balancer's own name. */
  readonly zoneId?: string;
}

/** The listeners that the plan asks for, with what they lead to. */
export function addListeners(
  stack: Construct,
  plan: LoadBalancerPlan,
  dns: DnsFacts | undefined,
  props: ListenerProps,
): Listeners {
  const forward = { loadBalancerArn: props.loadBalancerArn, targetGroupArn: props.targetGroupArn(plan.defaultService) };
  const { agentToAgent } = plan;
  if (dns === undefined || plan.protocol === "http") {
    const { listener } = new HttpListener(stack, "http", forward);
    new RefusedAgentToAgent(stack, "agent-to-agent", { listenerArn: listener.arn, paths: agentToAgent.paths });
    return { connectionsOf: connected(plan, listener, addRoutes(stack, plan, listener, props)) };
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
  const connectionsOf = connected(plan, listener, addRoutes(stack, plan, listener, props));
  const { settings, paths, service } = agentToAgent;
  const targetGroupArn = service === undefined ? forward.targetGroupArn : props.targetGroupArn(service);
  if (settings !== undefined && "jwt" in settings) {
    new JwtAgentToAgent(stack, "agent-to-agent", { ...settings.jwt, listenerArn: listener.arn, targetGroupArn, paths });
    return { connectionsOf, zoneId };
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
  return { connectionsOf, zoneId };
}

interface Connection {
  readonly service: string;
  readonly rule: ITerraformDependable;
}

function addRoutes(
  stack: Construct,
  { routes }: LoadBalancerPlan,
  listener: LbListener,
  props: ListenerProps,
): readonly Connection[] {
  return routes.map(({ id, service, ...route }) => {
    const targetGroupArn = props.targetGroupArn(service);
    const { rule } = new ServiceRoute(stack, id, { ...route, listenerArn: listener.arn, targetGroupArn });
    return { service, rule };
  });
}

/** The default service by the listener itself, others by the rules that lead to them. */
function connected({ defaultService }: LoadBalancerPlan, listener: LbListener, connections: readonly Connection[]) {
  return (service: string): readonly ITerraformDependable[] =>
    service === defaultService
      ? [listener]
      : connections.flatMap((each) => (each.service === service ? each.rule : []));
}
