import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../config/schema/environment";
import type { ServiceSettings } from "../config/schema/service";
import { JwtAgentToAgent, RefusedAgentToAgent } from "../constructs/alb/agent-to-agent-rules";
import { HttpListener } from "../constructs/alb/http-listener";
import { HttpsListeners } from "../constructs/alb/https-listeners";
import { MutualTlsListener } from "../constructs/alb/mutual-tls-listener";
import { CertificateLookup } from "../constructs/lookup/certificate-lookup";
import { trustStoreName } from "../model/naming";
import { ingressPlan } from "./environment-facts";

export interface ListenerProps {
  readonly loadBalancerArn: string;
  readonly targetGroupArn: string;
  readonly agentToAgent: ServiceSettings["agentToAgent"];
  readonly after: ITerraformDependable;
}

export interface Listeners {
  /** Connects the target group to the load balancer; a service cannot start before. */
  readonly listener: ITerraformDependable;
  /** Zone of the domain; absent while the environment answers on the load balancer's own name. */
  readonly zoneId?: string;
}

/** The listeners that the ingress plan asks for. */
export function addListeners(stack: Construct, environment: Environment, props: ListenerProps): Listeners {
  const { dns } = environment;
  if (dns === undefined || ingressPlan(environment).protocol === "http") {
    const { listener } = new HttpListener(stack, "http", props);
    new RefusedAgentToAgent(stack, "agent-to-agent", { listenerArn: listener.arn });
    return { listener };
  }
  const { certificateArn, zoneId } = new CertificateLookup(stack, "certificate", {
    domain: dns.domain,
    zoneName: dns.zone.name,
    after: props.after,
  });
  const { listener } = new HttpsListeners(stack, "https", { ...props, certificateArn });
  const { agentToAgent } = props;
  if (agentToAgent !== undefined && "jwt" in agentToAgent) {
    const { targetGroupArn } = props;
    new JwtAgentToAgent(stack, "agent-to-agent", { ...agentToAgent.jwt, listenerArn: listener.arn, targetGroupArn });
    return { listener, zoneId };
  }
  new RefusedAgentToAgent(stack, "agent-to-agent", { listenerArn: listener.arn });
  if (agentToAgent !== undefined) {
    new MutualTlsListener(stack, "mutual-tls", {
      ...props,
      certificateArn,
      trustStoreName: trustStoreName(environment.namePrefix),
      caBundle: agentToAgent.mutualTls.caBundle,
    });
  }
  return { listener, zoneId };
}
