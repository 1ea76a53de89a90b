import { productionLogDays } from "../log-retention";
import { andList } from "../wording";
import { type Problem, problem, type RuleFacts, type ServiceRuleFacts } from "./rule-facts";

/** Tasks that a service of kind web has at least: its two subnets are in two zones, and ECS spreads the tasks over them. */
const fewestTasks = 2;

/** What an environment may not leave out or turn off once it says that it is production. */
export function productionProblems(facts: RuleFacts): readonly Problem[] {
  const { production, hasReasonNotToPromote } = facts;
  if (production !== true) {
    const message = "only a production environment says why; remove it, or set production: true";
    return problem(["notPromotedBecause"], production === false && hasReasonNotToPromote ? message : undefined, "key");
  }
  return [
    ...promotionProblems(facts),
    ...entranceProblems(facts),
    ...problem(
      ["deletionProtection"],
      facts.deletionProtection === false
        ? "a production environment keeps what holds data; remove it, or, to tear the environment down, take production away in a change before"
        : undefined,
    ),
    ...Object.entries(facts.services).flatMap(([name, service]) => serviceProblems(["services", name], service)),
  ];
}

function promotionProblems({ promotedFrom, hasReasonNotToPromote }: RuleFacts): readonly Problem[] {
  if (promotedFrom === undefined) return [];
  if (promotedFrom.length > 0) {
    const message = `${andList(promotedFrom)} came first, as promotedFrom says; remove one of both`;
    return problem(["notPromotedBecause"], hasReasonNotToPromote ? message : undefined, "key");
  }
  const message =
    "missing; name the environments where everything is tried before production, or say in notPromotedBecause why there is none";
  return problem(["promotedFrom"], hasReasonNotToPromote ? undefined : message, "key");
}

function entranceProblems({ services, hasDns, waitsForDelegation }: RuleFacts): readonly Problem[] {
  const web = Object.entries(services).filter(([, { kind }]) => kind === "web");
  // Agents' paths and hosts of routes ask for the domain themselves.
  const isAskedFor = web.some(
    ([, { agentToAgent, routes = [] }]) => agentToAgent !== undefined || routes.some(({ host }) => host !== undefined),
  );
  const names = andList(web.map(([name]) => name));
  return [
    ...problem(
      ["dns"],
      web.length > 0 && !hasDns && !isAskedFor
        ? `missing, and a production environment answers on HTTPS alone; write the domain of ${names}`
        : undefined,
      "key",
    ),
    ...problem(
      ["dns", "zone", "delegated"],
      waitsForDelegation && web.length > 0
        ? "a production environment answers on HTTPS alone; remove it, and enter the name servers that the base stack shows in the parent zone before the runtime stack is applied"
        : undefined,
    ),
  ];
}

function serviceProblems(
  path: readonly string[],
  { kind, scaling, logRetentionDays = productionLogDays }: ServiceRuleFacts,
): readonly Problem[] {
  const tasks = scaling?.minimumTasks ?? fewestTasks;
  return [
    ...problem(
      [...path, "scaling", "minimumTasks"],
      kind === "web" && tasks < fewestTasks
        ? `${tasks} task is in one zone alone, and the service ends with it; a production environment runs at least ${fewestTasks}`
        : undefined,
    ),
    ...problem(
      [...path, "logRetentionDays"],
      logRetentionDays < productionLogDays
        ? `${logRetentionDays} days are too few in a production environment; use at least ${productionLogDays}, or remove it`
        : undefined,
    ),
  ];
}
