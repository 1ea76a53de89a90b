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

/** @param url where agents with a client certificate call, if that is not the base */
export function refusesUnknownAgents(path: string, base: URL, url: URL | undefined): SmokeStep {
  return {
    title: "refuses agents that do not prove themselves",
    run: async (ask) => {
      const call = { method: "POST", json: { jsonrpc: "2.0", id: 1, method: "message/send", params: {} } };
      const address = new URL(path, base);
      const { status } = await ask(address, call);
      if (!isRefusal(status))
        return { problems: [`${address} answered ${status} to an unknown agent, not 401 or 403`] };
      if (url === undefined) return { details: [`${address}: ${status}`] };
      const withoutCertificate = new URL(path, url);
      const answered = await statusOf(ask(withoutCertificate, call));
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
