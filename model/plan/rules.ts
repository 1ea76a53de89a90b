import { productionDatabaseProblem } from "../firestore";
import { linkVariable } from "../link-variable";
import {
  deliveryRoleNameProblem,
  namePrefixProblem,
  serviceRoleNameProblem,
  targetGroupNameProblem,
  taskRoleNameProblem,
} from "../name-rules";
import { orList } from "../wording";
import { capabilitySections } from "./capabilities";

/** What is wrong between the sections of an environment; whatever is malformed by itself is absent here. */
export interface RuleFacts {
  readonly name: string;
  readonly namePrefix: string | undefined;
  readonly account: string | undefined;
  readonly hasNetwork: boolean;
  readonly hasDns: boolean;
  readonly zone: string | undefined;
  /** An internal load balancer in a VPC whose block nobody knows. */
  readonly needsAllowedCidrs: boolean;
  readonly hasLoadBalancerSettings: boolean;
  readonly services: Readonly<Record<string, ServiceRuleFacts>>;
  /** Names of what each capability makes, by the capability. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
  readonly retired: readonly string[];
}

interface ServiceRuleFacts {
  readonly kind?: string | undefined;
  readonly uses?: readonly string[] | undefined;
  readonly consumes?: string | undefined;
  readonly taskRoleName?: string | undefined;
  readonly environment?: Readonly<Record<string, unknown>> | undefined;
  readonly secrets?: Readonly<Record<string, unknown>> | undefined;
  readonly sidecars?: Readonly<Record<string, unknown>> | undefined;
  readonly firestore?: { readonly database: string } | undefined;
  readonly agentToAgent?: unknown;
  readonly routes?:
    | readonly { readonly host?: string | undefined; readonly paths?: readonly string[] | undefined }[]
    | undefined;
}

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly at?: "key" | undefined;
}

export function environmentProblems(facts: RuleFacts): readonly Problem[] {
  const { account, name, namePrefix } = facts;
  const prefixProblem = namePrefix === undefined ? undefined : namePrefixProblem(namePrefix);
  const prefix = prefixProblem === undefined ? namePrefix : undefined;
  return [
    ...problem(["namePrefix"], prefixProblem),
    ...problem(["account"], account === undefined ? undefined : deliveryRoleNameProblem(account, name)),
    ...Object.entries(facts.services).flatMap(([service, settings]) => [
      ...nameProblems(facts, service, settings, prefix),
      ...problem(["services", service, "agentToAgent"], needsHttps(facts, settings), "key"),
      ...linkProblems(facts, service, settings),
    ]),
    ...networkProblems(facts),
    ...routeProblems(facts),
    ...circleProblems(facts),
    ...retiredProblems(facts),
  ];
}

function nameProblems(
  { name, resources }: RuleFacts,
  service: string,
  settings: ServiceRuleFacts,
  prefix: string | undefined,
): readonly Problem[] {
  const { kind, taskRoleName, firestore, sidecars = {} } = settings;
  const path = ["services", service];
  const tooLong =
    prefix === undefined
      ? undefined
      : kind === "web"
        ? targetGroupNameProblem(prefix, service)
        : serviceRoleNameProblem(prefix, service);
  const taken = Object.entries(resources).find(([, names]) => names.includes(service));
  return [
    ...problem(path, tooLong, "key"),
    ...problem(
      path,
      taken === undefined ? undefined : `${service} is a name in ${taken[0]} too; choose another`,
      "key",
    ),
    ...problem([...path, "taskRoleName"], taskRoleName === undefined ? undefined : taskRoleNameProblem(taskRoleName)),
    ...problem(
      [...path, "firestore", "database"],
      firestore === undefined ? undefined : productionDatabaseProblem(name, firestore.database),
    ),
    ...problem(
      [...path, "sidecars", service],
      Object.hasOwn(sidecars, service) ? `the service's own container is named ${service}; choose another` : undefined,
      "key",
    ),
  ];
}

function needsHttps({ hasDns }: RuleFacts, { agentToAgent }: ServiceRuleFacts): string | undefined {
  return !hasDns && agentToAgent !== undefined
    ? "agent-to-agent paths need HTTPS; set dns.domain, or remove agentToAgent"
    : undefined;
}

/** What a service names must be there, be of use to it, and set no variable twice. */
function linkProblems(facts: RuleFacts, service: string, settings: ServiceRuleFacts): readonly Problem[] {
  const { uses = [], consumes, environment = {}, secrets = {} } = settings;
  const path = ["services", service];
  const consumable = namesIn(facts, ({ canBeConsumed }) => canBeConsumed);
  return [
    ...uses.flatMap((used, index) => problem([...path, "uses", index], useProblem(facts, service, used))),
    ...problem(
      [...path, "consumes"],
      consumes === undefined || consumable.includes(consumes)
        ? undefined
        : `${consumes} is nothing that can be consumed; ${choices(consumable, "write it below queues")}`,
    ),
    ...[...uses, ...(consumes === undefined ? [] : [consumes])].flatMap((used) =>
      ["environment", "secrets"].flatMap((section) =>
        Object.keys(section === "environment" ? environment : secrets)
          .filter((variable) => setBy(facts, used).includes(variable))
          .flatMap((variable) =>
            problem([...path, section, variable], `${variable} is set from ${used}; remove it here`, "key"),
          ),
      ),
    ),
  ];
}

function useProblem(facts: RuleFacts, service: string, used: string): string | undefined {
  if (used === service) return `${service} cannot use itself; remove it`;
  const target = facts.services[used];
  if (target !== undefined) {
    if (target.kind === undefined || target.kind === "internal") return undefined;
    return `${used} is of kind ${target.kind}, and services reach those of kind internal alone by name`;
  }
  const known = Object.values(facts.resources).flat();
  if (known.includes(used)) return undefined;
  const internal = Object.entries(facts.services).flatMap(([name, { kind }]) => (kind === "internal" ? [name] : []));
  return `${used} is not there; ${choices([...internal, ...known], "nothing is there to be used")}`;
}

/** Variables that using the resource or service sets. */
function setBy({ resources }: RuleFacts, used: string): readonly string[] {
  const sections = Object.entries(capabilitySections);
  const owner = sections.find(([section]) => resources[section]?.includes(used));
  return owner === undefined ? [linkVariable(used, "URL")] : owner[1].variablesOf(used);
}

function namesIn(
  { resources }: RuleFacts,
  isMeant: (section: (typeof capabilitySections)[keyof typeof capabilitySections]) => boolean,
): readonly string[] {
  return Object.entries(capabilitySections).flatMap(([name, section]) =>
    isMeant(section) ? (resources[name] ?? []) : [],
  );
}

function networkProblems(facts: RuleFacts): readonly Problem[] {
  const services = Object.keys(facts.services);
  const web = Object.values(facts.services).filter(({ kind }) => kind === "web");
  return [
    ...problem(
      ["network"],
      services.length > 0 && !facts.hasNetwork ? `missing, and ${orList(services)} needs one; write it` : undefined,
      "key",
    ),
    ...problem(
      ["loadBalancer", "allowedCidrs"],
      facts.needsAllowedCidrs ? "missing; the block of a VPC that exists is not known here; write it" : undefined,
      "key",
    ),
    ...problem(
      ["loadBalancer"],
      facts.hasLoadBalancerSettings && web.length === 0 && services.every((name) => facts.services[name]?.kind)
        ? "no service is of kind web, and so there is no load balancer; remove it"
        : undefined,
      "key",
    ),
  ];
}

/** One service gets what no route names, one is called by agents, and no two have the same route. */
function routeProblems({ services, zone, hasDns }: RuleFacts): readonly Problem[] {
  const web = Object.entries(services).filter(([, { kind }]) => kind === "web");
  const defaults = web.filter(([, { routes }]) => routes === undefined || routes.length === 0).map(([name]) => name);
  const called = web.filter(([, { agentToAgent }]) => agentToAgent !== undefined).map(([name]) => name);
  const seen = new Map<string, string>();
  return [
    ...(web.length > 0 && defaults.length === 0
      ? problem(
          ["services"],
          "every service of kind web has routes; leave them out of the one that gets the rest",
          "key",
        )
      : []),
    ...defaults
      .slice(1)
      .flatMap((name) =>
        problem(["services", name], `${defaults[0]} gets already what no route names; set routes here`, "key"),
      ),
    ...called
      .slice(1)
      .flatMap((name) =>
        problem(["services", name, "agentToAgent"], `agents call ${called[0]} already; remove it here`, "key"),
      ),
    ...web.flatMap(([name, { routes = [] }]) =>
      routes.flatMap((route, index) => {
        const path = ["services", name, "routes", index];
        const text = JSON.stringify([route.host ?? "", [...(route.paths ?? [])].sort()]);
        const earlier = seen.get(text);
        seen.set(text, name);
        return [
          ...problem(path, earlier === undefined ? undefined : `${earlier} has the same route already; change one`),
          ...problem([...path, "host"], route.host === undefined ? undefined : hostProblem(route.host, zone, hasDns)),
        ];
      }),
    ),
  ];
}

function hostProblem(host: string, zone: string | undefined, hasDns: boolean): string | undefined {
  if (!hasDns) return "a host needs a zone that leads to the load balancer; set dns, or remove the host";
  return zone === undefined || host === zone || host.endsWith(`.${zone}`)
    ? undefined
    : `${host} is not in the zone ${zone}; use a name that ends in .${zone}`;
}

/** Two groups that name each other can never be made: neither could be first. */
function circleProblems({ services }: RuleFacts): readonly Problem[] {
  return Object.entries(services).flatMap(([name, { uses = [] }]) =>
    uses.flatMap((used, index) => {
      const way = wayBack(used, name, services, []);
      return way === undefined || used === name || way.some((other) => other < name)
        ? []
        : problem(
            ["services", name, "uses", index],
            `${[name, ...way].join(" uses ")}: none of them could be made first; let one find the other another way`,
          );
    }),
  );
}

function wayBack(
  from: string,
  to: string,
  services: RuleFacts["services"],
  seen: readonly string[],
): readonly string[] | undefined {
  if (from === to) return [to];
  if (seen.includes(from)) return undefined;
  for (const next of services[from]?.uses ?? []) {
    const way = wayBack(next, to, services, [...seen, from]);
    if (way !== undefined) return [from, ...way];
  }
  return undefined;
}

function retiredProblems({ retired, resources }: RuleFacts): readonly Problem[] {
  const known = Object.keys(resources);
  return retired.flatMap((capability, index) => {
    const path = ["retired", index];
    const names = resources[capability];
    if (names === undefined) return problem(path, `${capability} is not a capability; use ${orList(known)}`);
    return problem(
      path,
      names.length > 0 ? `${capability} is in use: ${orList(names)}; remove one of both` : undefined,
    );
  });
}

function choices(known: readonly string[], otherwise: string): string {
  return known.length === 0 ? otherwise : `use ${orList(known)}`;
}

function problem(path: readonly (string | number)[], message: string | undefined, at?: "key"): readonly Problem[] {
  return message === undefined ? [] : [{ path, message, at }];
}
