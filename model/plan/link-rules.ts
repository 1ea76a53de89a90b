import { variableNameProblem } from "../environment-variables";
import { linkVariable } from "../link-variable";
import { capabilitySections } from "./capabilities";
import { choices, type Problem, problem, type RuleFacts, type ServiceRuleFacts } from "./rule-facts";

/** What a service names must be there, be of use to it, and set no variable twice. */
export function linkProblems(facts: RuleFacts, service: string, settings: ServiceRuleFacts): readonly Problem[] {
  const { uses = [], consumes } = settings;
  const path = ["services", service];
  const consumable = Object.entries(capabilitySections).flatMap(([name, { canBeConsumed }]) =>
    canBeConsumed ? (facts.resources[name] ?? []) : [],
  );
  return [
    ...uses.flatMap((used, index) =>
      problem(
        [...path, "uses", index],
        useProblem(facts, service, used) ??
          (uses.indexOf(used) < index ? `${used} is named twice; remove one of both` : undefined),
      ),
    ),
    ...problem(
      [...path, "consumes"],
      consumes === undefined || consumable.includes(consumes)
        ? sharedQueueProblem(facts, service, consumes)
        : `${consumes} is nothing that can be consumed; ${choices(consumable, "write it below queues")}`,
    ),
    ...variableProblems(facts, path, settings),
  ];
}

/** SQS gives a message to whoever asks first, and each worker would be scaled by all that wait. */
function sharedQueueProblem({ services }: RuleFacts, service: string, queue: string | undefined): string | undefined {
  const consumers = Object.keys(services).filter((name) => services[name]?.consumes === queue);
  return queue === undefined || consumers[0] === service
    ? undefined
    : `${consumers[0]} consumes ${queue} already, and which of both got a message would be chance; write a queue for each, or let one worker do both`;
}

function variableProblems(
  facts: RuleFacts,
  path: readonly string[],
  { uses = [], consumes, environment = {}, secrets = {} }: ServiceRuleFacts,
): readonly Problem[] {
  const setBy = new Map<string, string>();
  const named = [
    ...(consumes === undefined ? [] : [{ used: consumes, at: [...path, "consumes"] }]),
    ...uses.map((used, index) => ({ used, at: [...path, "uses", index] })),
  ].filter(({ used }) => Object.hasOwn(facts.services, used) || Object.values(facts.resources).flat().includes(used));
  return named.flatMap(({ used, at }) =>
    variablesOf(facts, used).flatMap((variable) => {
      const earlier = setBy.get(variable);
      setBy.set(variable, used);
      return [
        ...problem(at, ownVariableProblem(variable, used)),
        ...problem(
          at,
          earlier === undefined || earlier === used
            ? undefined
            : `${used} sets ${variable}, as ${earlier} does; rename one of both`,
        ),
        ...Object.entries({ environment, secrets }).flatMap(([section, variables]) =>
          problem(
            [...path, section, variable],
            Object.hasOwn(variables, variable) ? `${variable} is set from ${used}; remove it here` : undefined,
            "key",
          ),
        ),
      ];
    }),
  );
}

/** Slipway's own variables, and AWS's, are nobody else's. */
function ownVariableProblem(variable: string, used: string): string | undefined {
  return variableNameProblem(variable) === undefined
    ? undefined
    : `${used} would set ${variable}, which is taken; rename ${used}`;
}

function useProblem(facts: RuleFacts, service: string, used: string): string | undefined {
  if (used === service) return `${service} cannot use itself; remove it`;
  const target = facts.services[used];
  if (target !== undefined) {
    if (target.kind === undefined || target.kind === "internal") return undefined;
    return `${used} is of kind ${target.kind}, and services reach those of kind internal alone by name; remove it`;
  }
  const known = Object.entries(capabilitySections).flatMap(([name, { canBeUsed }]) =>
    canBeUsed ? (facts.resources[name] ?? []) : [],
  );
  if (known.includes(used)) return undefined;
  const internal = Object.entries(facts.services).flatMap(([name, { kind }]) => (kind === "internal" ? [name] : []));
  return `${used} is not there; ${choices([...internal, ...known], "nothing is there to be used")}`;
}

/** Variables that using the resource or service sets. */
function variablesOf({ resources }: RuleFacts, used: string): readonly string[] {
  const owner = Object.entries(capabilitySections).find(([section]) => resources[section]?.includes(used));
  return owner === undefined ? [linkVariable(used, "URL")] : owner[1].variablesOf(used);
}

/** Two groups that name each other can never be made: neither could be first. */
export function circleProblems({ services }: RuleFacts): readonly Problem[] {
  return Object.entries(services).flatMap(([name, { uses = [] }]) =>
    uses.flatMap((used, index) => {
      const way = wayBack(used, name, services, new Set());
      return way === undefined || used === name || way.some((other) => other < name)
        ? []
        : problem(
            ["services", name, "uses", index],
            `${[name, ...way].join(" uses ")}: none of them could be made first; let one find the other another way`,
          );
    }),
  );
}

/** @param seen from which no way leads back, or which is being tried: each is tried once, however many use it */
function wayBack(
  from: string,
  to: string,
  services: RuleFacts["services"],
  seen: Set<string>,
): readonly string[] | undefined {
  if (from === to) return [to];
  if (seen.has(from)) return undefined;
  seen.add(from);
  for (const next of services[from]?.uses ?? []) {
    const way = wayBack(next, to, services, seen);
    if (way !== undefined) return [from, ...way];
  }
  return undefined;
}
