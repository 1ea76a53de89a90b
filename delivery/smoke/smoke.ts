import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import type { LoadBalancerPlan } from "../../model/plan/load-balancer-plan";
import type { ServicePlan } from "../../model/plan/service-plan";
import { type FinishedStep, runStages, type StepObserver } from "../../running/run-stages";
import { UserError } from "../../running/user-error";
import { request } from "./request";
import {
  type Ask,
  admitsKnownAgents,
  answers,
  cannotBeAsked,
  isServedByHttpsAlone,
  refusesUnknownAgents,
  type SmokeStep,
} from "./steps";

/** Whether what the configuration declares is there, seen from outside. Where no service answers, nothing else is asked. */
export function smoke(
  plan: EnvironmentPlan,
  means: SmokeMeans,
  observer: StepObserver,
  ask: Ask = request,
): Promise<readonly FinishedStep[]> {
  return runStages(smokeStages(plan, means), ask, observer);
}

export interface SmokeMeans {
  /** Where the environment answers, if not on its own names. */
  readonly url: URL | undefined;
  /** Proof of an agent that is to be let in. */
  readonly token: string | undefined;
}

/** @throws UserError where nothing can be asked, or where it is not known */
function smokeStages(plan: EnvironmentPlan, { url, token }: SmokeMeans): readonly (readonly SmokeStep[])[] {
  const { name, loadBalancer, services } = plan;
  if (loadBalancer === undefined) {
    throw new UserError(`${name} has no service of kind web, so nothing can be asked from outside`);
  }
  const others = services.filter(({ kind }) => kind !== "web").map(behindTheScenes);
  if (loadBalancer.scheme === "internal" && url === undefined) {
    const because = "it is internal; run it from inside the network, or with --url";
    return [[cannotBeAsked("the load balancer answers", because), ...others]];
  }
  const base = url ?? publicUrl(plan, loadBalancer);
  const { agentToAgent, agentToAgentUrl, hosts, protocol } = loadBalancer;
  const isOwnName = url === undefined;
  return [
    services.flatMap((service) =>
      service.settings.kind === "web"
        ? [answers(service, service.settings.healthCheckPath, loadBalancer, { base, isOwnName })]
        : [],
    ),
    [
      ...(isOwnName && protocol === "https" ? hosts.map(isServedByHttpsAlone) : []),
      ...agentToAgent.paths
        .slice(0, 1)
        .flatMap((path) => [
          refusesUnknownAgents(path, base, isOwnName ? urlOf(agentToAgentUrl) : undefined),
          ...(agentToAgent.settings !== undefined && "jwt" in agentToAgent.settings
            ? [admitsKnownAgents(path, base, agentToAgent.settings.jwt, token)]
            : []),
        ]),
      ...others,
    ],
  ];
}

function behindTheScenes({ name, kind }: ServicePlan): SmokeStep {
  return cannotBeAsked(`${name} works`, `nothing outside reaches a service of kind ${kind}`);
}

function publicUrl({ name }: EnvironmentPlan, loadBalancer: LoadBalancerPlan): URL {
  const url = urlOf(loadBalancer.publicUrl);
  if (url !== undefined) return url;
  throw new UserError(`${name} has no domain that is delegated; give --url http:// and the load balancer's name`);
}

function urlOf(text: string | undefined): URL | undefined {
  return text === undefined ? undefined : new URL(text);
}
