import type { TokenFacts } from "../../model/plan/facts";
import type { LoadBalancerPlan } from "../../model/plan/load-balancer-plan";
import type { ServicePlan } from "../../model/plan/service-plan";
import type { Step } from "../../running/run-stages";
import { Unavailable, UserError } from "../../running/user-error";
import type { request } from "./request";
import { serviceAddress } from "./service-address";

/** Sends a request; a test answers itself. */
export type Ask = typeof request;
export type SmokeStep = Step<Ask>;

/** @param base whom to connect to where the service has no host of its own */
export function answers(
  { name }: ServicePlan,
  healthCheckPath: string,
  loadBalancer: LoadBalancerPlan,
  { base, isOwnName }: { readonly base: URL; readonly isOwnName: boolean },
): SmokeStep {
  const { host, path, isHealthCheck } = serviceAddress(loadBalancer, { name, healthCheckPath });
  const address = new URL(path, base);
  if (host !== undefined && isOwnName) address.host = host;
  const shown = host === undefined || isOwnName ? `${address}` : `${address} for ${host}`;
  return {
    title: `${name} answers behind the load balancer`,
    run: async (ask) => {
      const { status } = await ask(address, isOwnName ? {} : { host });
      if (isHealthCheck ? status === 200 : status < 500) return { details: [`${shown}: ${status}`] };
      return { problems: [`${shown} answered ${status}, not ${isHealthCheck ? 200 : "less than 500"}`] };
    },
  };
}

/** One that the environment's settings say cannot be asked. */
export function cannotBeAsked(title: string, because: string): SmokeStep {
  return { title, run: () => Promise.reject(new Unavailable(because)) };
}

/** A certificate that does not hold is no answer. */
export function isServedByHttpsAlone(host: string): SmokeStep {
  return {
    title: `${host} has a certificate and redirects plain HTTP`,
    run: async (ask) => {
      const { status } = await ask(new URL(`https://${host}/`));
      const plain = await ask(new URL(`http://${host}/`));
      const { location = "nowhere" } = plain;
      const isRedirected = [301, 302, 307, 308].includes(plain.status) && location.startsWith(`https://${host}`);
      return isRedirected
        ? { details: [`https://${host}/: ${status}`, `http://${host}/: ${plain.status} to ${location}`] }
        : { problems: [`http://${host}/ answered ${plain.status} and leads ${location}, not to https://${host}`] };
    },
  };
}

/**
 * A load balancer that cannot read the issuer's keys refuses every token, which an unknown agent does not show.
 * @param token one that the issuer signed for this service; none: skipped
 */
export function admitsKnownAgents(
  path: string,
  base: URL,
  { issuer, audience, jwksUrl }: TokenFacts,
  token: string | undefined,
): SmokeStep {
  const title = "admits an agent that proves itself";
  const address = new URL(path, base);
  if (token === undefined) return cannotBeAsked(title, `${tokenVariable} holds no token of ${issuer}`);
  if (address.protocol !== "https:") return cannotBeAsked(title, "a token goes over https:// alone");
  return {
    title,
    run: async (ask) => {
      const { status } = await ask(address, { ...agentCall, bearerToken: token });
      if (!isRefusal(status) && status < 500) return { details: [`${address}: ${status} with the token`] };
      const expected = `its iss has to be ${issuer}, its aud ${audience} alone, and it must not have expired`;
      const reached = `the load balancer has to reach ${jwksUrl} on port 443, and the service to accept its sub`;
      return { problems: [`${address} answered ${status} to the token of ${tokenVariable}; ${expected}; ${reached}`] };
    },
  };
}

/** Not an argument: other users of a machine see those. */
export const tokenVariable = "SLIPWAY_SMOKE_TOKEN";

const agentCall = {
  method: "POST",
  json: { jsonrpc: "2.0", id: 1, method: "message/send", params: {} },
} as const;

/** @param url where agents with a client certificate call, if that is not the base */
export function refusesUnknownAgents(path: string, base: URL, url: URL | undefined): SmokeStep {
  return {
    title: "refuses agents that do not prove themselves",
    run: async (ask) => {
      const address = new URL(path, base);
      const { status } = await ask(address, agentCall);
      if (!isRefusal(status))
        return { problems: [`${address} answered ${status} to an unknown agent, not 401 or 403`] };
      if (url === undefined) return { details: [`${address}: ${status}`] };
      const withoutCertificate = new URL(path, url);
      const answered = await statusOf(ask(withoutCertificate, agentCall));
      return answered === undefined || isRefusal(answered)
        ? { details: [`${address}: ${status}`, `${withoutCertificate}: no connection without a certificate`] }
        : { problems: [`${withoutCertificate} answered ${answered} to a client without a certificate`] };
    },
  };
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403;
}

/** @returns nothing where the connection itself is refused */
async function statusOf(answer: ReturnType<Ask>): Promise<number | undefined> {
  try {
    return (await answer).status;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
