import { hostSizeProblem } from "../host-size";
import { hostTargetGroupNameProblem, taskRoleNameProblem } from "../name-rules";
import { hostGroupOf, instanceSettings } from "./host-facts";
import { type Problem, problem, type RuleFacts, type ServiceRuleFacts } from "./rule-facts";

type Entry = readonly [name: string, service: ServiceRuleFacts];
type Chosen = ReturnType<typeof instanceSettings>;

const orFargate = "or set compute: fargate";

/** What instances cannot run together, and what only tasks can do. The `instances` are looked at with either `compute`. */
export function hostProblems(facts: RuleFacts): readonly Problem[] {
  const { compute, instances, production = false, services } = facts;
  if (instances === undefined) return [];
  const chosen = instanceSettings(production, instances);
  const { roleName } = instances;
  return [
    ...problem(["instances", "roleName"], roleName === undefined ? undefined : taskRoleNameProblem(roleName)),
    ...turnProblems(instances.scaling, chosen),
    ...(compute === "ec2" ? usedProblems(facts, chosen, Object.entries(services)) : []),
  ];
}

/** Load stays when an instance goes: what the others then have must not bring it back. */
function turnProblems(
  { scaleOutPercent, scaleInPercent }: NonNullable<RuleFacts["instances"]>["scaling"],
  { minimum, maximum }: Chosen,
): readonly Problem[] {
  if (maximum === minimum) return [];
  // The fewer remain, the more each has to take.
  const before = minimum + 1;
  const then = (scaleInPercent * before) / minimum;
  if (then < scaleOutPercent) return [];
  const most = Math.ceil((scaleOutPercent * minimum) / before) - 1;
  const message = `${scaleInPercent} percent of ${before} instances are ${Math.round(then)} of ${minimum}, which brings the last one back at ${scaleOutPercent}; use at most ${most}`;
  return problem(["instances", "scaling", "scaleInPercent"], message);
}

function usedProblems(facts: RuleFacts, chosen: Chosen, services: readonly Entry[]): readonly Problem[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of services) {
    const group = hostGroupOf(entry[0], entry[1], chosen.maximum);
    groups.set(group, [...(groups.get(group) ?? []), entry]);
  }
  const alone = facts.production === true && chosen.minimum < 2 && services.some(([, { kind }]) => kind === "web");
  return [
    ...problem(
      ["instances", "minimum"],
      alone ? "1 instance is in one zone alone; a production environment runs at least 2" : undefined,
    ),
    ...problem(
      ["schedule"],
      (facts.resources.schedule ?? []).length > 0 ? `services of ECS alone sleep; remove it, ${orFargate}` : undefined,
      "key",
    ),
    ...facts.retired.flatMap((capability, index) =>
      problem(
        ["retired", index],
        capability === "hosts" ? "hosts is in use, as compute is ec2; remove one of both" : undefined,
      ),
    ),
    ...services.flatMap((entry) => serviceProblems(entry, facts.namePrefix, chosen)),
    ...[...groups.values()].flatMap((members) => [...sizeProblems(members, chosen), ...portProblems(members)]),
  ];
}

function serviceProblems([name, service]: Entry, prefix: string | undefined, { instance }: Chosen): readonly Problem[] {
  const { kind, port, spotPercent = 0, deployment, architecture = instance.architecture } = service;
  const path = ["services", name];
  return [
    ...problem(
      [...path, "kind"],
      kind === "job" ? `a job is a task of ECS, which instances do not start; remove it, ${orFargate}` : undefined,
    ),
    ...problem(
      [...path, "spotPercent"],
      spotPercent > 0 ? `instances are not bought on Spot; remove it, ${orFargate}` : undefined,
      "key",
    ),
    ...problem(
      [...path, "deployment", "strategy"],
      deployment?.strategy === "blue-green"
        ? `instances have no room for a second set of containers; use rolling, ${orFargate}`
        : undefined,
    ),
    ...problem(
      [...path, "architecture"],
      architecture === instance.architecture
        ? undefined
        : `${instance.type} has processors of ${instance.architecture}; use that, or another instances.type`,
    ),
    ...problem(
      path,
      kind === "web" && port !== undefined && prefix !== undefined
        ? hostTargetGroupNameProblem(prefix, name, port)
        : undefined,
      "key",
    ),
  ];
}

/** At the first service that no longer fits beside those before it. */
function sizeProblems(members: readonly Entry[], { instance }: Chosen): readonly Problem[] {
  const sized = members.flatMap(([name, { size }]) => (size === undefined ? [] : [{ name, size }]));
  const full = sized.find((_, index) => hostSizeProblem(instance, sized.slice(0, index + 1)) !== undefined);
  return full === undefined ? [] : problem(["services", full.name, "size"], hostSizeProblem(instance, sized), "key");
}

/** Security groups of a network interface by AWS's default quota, but for the one that says who the instances are. */
const mostPorts = 4;

/** An instance has one address, where the load balancer looks for a service by its port. */
function portProblems(members: readonly Entry[]): readonly Problem[] {
  const web = members.filter(([, { kind, port }]) => kind === "web" && port !== undefined);
  return web.flatMap(([name, { port }], index) => {
    const first = web.slice(0, index).find(([, other]) => other.port === port);
    return [
      ...problem(
        ["services", name, "port"],
        first === undefined
          ? undefined
          : `${first[0]} listens on ${port} of the same instances; choose another port, ${orFargate}`,
      ),
      ...problem(
        ["services", name, "kind"],
        index === mostPorts
          ? `instances have one security group for each service of kind web, and AWS allows ${mostPorts}; remove it, ${orFargate}`
          : undefined,
      ),
    ];
  });
}
