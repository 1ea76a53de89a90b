import type { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { JwtAgentToAgent, RefusedAgentToAgent } from "../constructs/alb/agent-to-agent-rules";
import { HttpListener } from "../constructs/alb/http-listener";
import { HttpsListeners } from "../constructs/alb/https-listeners";
import { MutualTlsListener } from "../constructs/alb/mutual-tls-listener";
import { ServiceRoute } from "../constructs/alb/service-route";
import { CertificateLookup } from "../constructs/lookup/certificate-lookup";
import type { DnsFacts } from "../model/plan/facts";
import type { LoadBalancerPlan } from "../model/plan/load-balancer-plan";

export interface ListenerProps {
  readonly loadBalancerArn: string;
  /** Target group of a service. */
  readonly targetGroupArn: (service: string) => string;
  readonly after: ITerraformDependable;
}

export interface Listeners {
  /** Connects the target groups to the load balancer; a service cannot start before. */
  readonly listener: ITerraformDependable;
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
    addRoutes(stack, plan, listener, props);
    return { listener };
  }
  const imported = typeof plan.certificate === "object" ? [plan.certificate.arn] : [];
  const { zoneId, certificateArns } = new CertificateLookup(stack, "certificate", {
    zoneName: dns.zone.name,
    // An imported certificate covers every host by itself; others have one each, so that a new host replaces none.
    hosts: imported.length > 0 ? [] : plan.hosts,
    after: props.after,
  });
  const [certificateArn = "", ...further] = [...imported, ...certificateArns];
  const { listener } = new HttpsListeners(stack, "https", { ...forward, certificateArn });
  for (const [index, arn] of further.entries()) {
    new LbListenerCertificate(stack, `certificate-of-${plan.hosts[index + 1]}`, {
      listenerArn: listener.arn,
      certificateArn: arn,
    });
  }
  addRoutes(stack, plan, listener, props);
  const { settings, paths, service } = agentToAgent;
  const targetGroupArn = service === undefined ? forward.targetGroupArn : props.targetGroupArn(service);
  if (settings !== undefined && "jwt" in settings) {
    new JwtAgentToAgent(stack, "agent-to-agent", { ...settings.jwt, listenerArn: listener.arn, targetGroupArn, paths });
    return { listener, zoneId };
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
  return { listener, zoneId };
}

function addRoutes(stack: Construct, { routes }: LoadBalancerPlan, listener: LbListener, props: ListenerProps): void {
  for (const { id, service, ...route } of routes) {
    new ServiceRoute(stack, id, {
      ...route,
      listenerArn: listener.arn,
      targetGroupArn: props.targetGroupArn(service),
    });
  }
}
