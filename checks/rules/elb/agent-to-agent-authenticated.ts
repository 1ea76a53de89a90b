import { defaultAgentToAgentPath } from "../../../model/plan/load-balancer-plan";
import type { Plans } from "../../arguments/allowed";
import { asksForClientCertificate, type Listener, type ListenerRule, listeners } from "../../load-balancers";
import type { Fault, Rule } from "../../rule";
import type { Resource } from "../../template";

export const agentToAgentAuthenticated: Rule = {
  id: "agent-to-agent-authenticated",
  severity: "CRITICAL",
  title: "Agent-to-agent calls prove who they are before they reach a task",
  why: "zero trust between clouds: /a2a without a validated JWT or client certificate is open to anyone; no scanner reads paths",
  evaluate: (template, plans) =>
    listeners(template)
      .filter((listener) => !asksForClientCertificate(listener))
      .flatMap((listener) => agentPaths(plans).flatMap((path) => faultsOf(listener, path))),
};

/** Where agents call, in the plan's words or, without one, in the protocol's. */
function agentPaths(plans: Plans): readonly string[] {
  if (plans.length === 0) return [defaultAgentToAgentPath];
  return plans.flatMap(({ loadBalancer }) => loadBalancer?.agentToAgent.paths.slice(0, 1) ?? []);
}

function faultsOf(listener: Listener, path: string): readonly Fault[] {
  // One for each pattern that agents call.
  const samples = [path, `${path}/`, `${path}/tasks`];
  return [...new Set(samples.flatMap((sample) => unprovenForwards(listener, sample)))].map((resource) => ({
    resource,
    message: `calls to ${path} on port ${listener.port} are forwarded without proof of identity`,
    remedy: `validate a JWT before forwarding ${path} and ${path}/*, refuse them, or take them on a mutual TLS listener`,
  }));
}

/** What forwards a call to the path though nobody checked it: the rules that may see it, up to the first that always does. */
function unprovenForwards(listener: Listener, path: string): readonly Resource[] {
  const seen = listener.rules.filter((rule) => rule.paths?.some((pattern) => matches(pattern, path)) ?? true);
  const last = seen.findIndex(({ conditional }) => !conditional);
  const reached = last < 0 ? [...seen, asRule(listener)] : seen.slice(0, last + 1);
  return reached.filter(forwardsUnproven).map(({ resource }) => resource);
}

function asRule({ resource, defaultActions }: Listener): Pick<ListenerRule, "resource" | "actions"> {
  return { resource, actions: defaultActions };
}

function forwardsUnproven({ actions }: Pick<ListenerRule, "actions">): boolean {
  const types = actions.map(({ type }) => type);
  const forward = types.indexOf("forward");
  return forward >= 0 && !types.slice(0, forward).includes("jwt-validation");
}

/** The load balancer's own wildcards: `*` for any characters, `?` for one. */
function matches(pattern: string, path: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(path);
}
