import { asksForClientCertificate, type Listener, type ListenerRule, listeners } from "../../load-balancers";
import type { Rule } from "../../rule";
import type { Resource } from "../../template";

export const agentToAgentAuthenticated: Rule = {
  id: "agent-to-agent-authenticated",
  severity: "CRITICAL",
  title: "Agent-to-agent calls prove who they are before they reach a task",
  why: "zero trust between clouds: /a2a without a validated JWT or client certificate is open to anyone; no scanner reads paths",
  evaluate: (template) =>
    listeners(template)
      .filter((listener) => !asksForClientCertificate(listener))
      .flatMap((listener) =>
        [...new Set(samplePaths.flatMap((path) => unprovenForwards(listener, path)))].map((resource) => ({
          resource,
          message: `calls to /a2a on port ${listener.port} are forwarded without proof of identity`,
          remedy:
            "validate a JWT before forwarding /a2a and /a2a/*, refuse them, or take them on a mutual TLS listener",
        })),
      ),
};

/** One for each pattern that agents call. */
const samplePaths = ["/a2a", "/a2a/", "/a2a/tasks"];

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
