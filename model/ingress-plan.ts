/** What the load balancer listens on, decided once: listeners, open ports and the public address follow from it. */
export interface IngressFacts {
  readonly dns?: { readonly domain: string; readonly zone: { readonly delegated: boolean } };
  readonly agentToAgent?: { readonly jwt: unknown } | { readonly mutualTls: unknown };
}

export interface IngressPlan {
  /** `http` without a domain, and until the zone is delegated: a certificate could not be validated. */
  readonly protocol: "https" | "http";
  /** How calls to the agent-to-agent paths are let in; `refused` on plain HTTP whatever the configuration asks. */
  readonly agentToAgent: "jwt" | "mutual-tls" | "refused";
  readonly openPorts: readonly OpenPort[];
  /** Address of the service; without one it answers on the load balancer's own name, which AWS gives. */
  readonly publicUrl?: string;
  /** Where agents call, if that is not the address of the service. */
  readonly agentToAgentUrl?: string;
}

export interface OpenPort {
  readonly port: number;
  readonly purpose: string;
}

export const httpPort = 80;
export const httpsPort = 443;
/** Mutual authentication is a property of a whole listener, so it gets one of its own. */
export const mutualTlsPort = 8443;

export const agentToAgentPaths: readonly string[] = ["/a2a", "/a2a/*"];

export function planIngress({ dns, agentToAgent }: IngressFacts): IngressPlan {
  if (dns === undefined || !dns.zone.delegated) {
    return {
      protocol: "http",
      agentToAgent: "refused",
      openPorts: [{ port: httpPort, purpose: "HTTP from everywhere: there is no certificate yet" }],
    };
  }
  const choice = agentToAgentChoice(agentToAgent);
  const publicUrl = `https://${dns.domain}`;
  return {
    protocol: "https",
    agentToAgent: choice,
    openPorts: [
      { port: httpPort, purpose: "HTTP from everywhere, redirected to HTTPS" },
      { port: httpsPort, purpose: "HTTPS from everywhere" },
      ...(choice === "mutual-tls" ? [{ port: mutualTlsPort, purpose: "Agents with a client certificate" }] : []),
    ],
    publicUrl,
    ...(choice === "mutual-tls" ? { agentToAgentUrl: `${publicUrl}:${mutualTlsPort}` } : {}),
  };
}

function agentToAgentChoice(agentToAgent: IngressFacts["agentToAgent"]): IngressPlan["agentToAgent"] {
  if (agentToAgent === undefined) return "refused";
  return "jwt" in agentToAgent ? "jwt" : "mutual-tls";
}
