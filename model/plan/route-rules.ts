import { outsideZoneProblem } from "../name-rules";
import { defaultAgentToAgentPath } from "./load-balancer-plan";
import { type Problem, problem, type RouteRuleFacts, type RuleFacts } from "./rule-facts";

/** AWS counts * and ? of all patterns of a rule. */
const wildcardLimit = 6;

/** One service gets what no route names, one is called by agents, and no two have the same route. */
export function routeProblems({ services, zone, hasDns }: RuleFacts): readonly Problem[] {
  const web = Object.entries(services).filter(([, { kind }]) => kind === "web");
  const defaults = web.filter(([, { routes }]) => routes === undefined || routes.length === 0).map(([name]) => name);
  const called = web.filter(([, { agentToAgent }]) => agentToAgent !== undefined).map(([name]) => name);
  const agentPath = services[called[0] ?? ""]?.agentToAgent?.path ?? defaultAgentToAgentPath;
  const taken = new Map<string, string>();
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
        return [
          ...takenProblems(path, name, route, taken),
          ...problem([...path, "host"], route.host === undefined ? undefined : hostProblem(route.host, zone, hasDns)),
          ...agentProblems(path, route, agentPath),
          ...problem([...path, "paths"], wildcardProblem(route)),
        ];
      }),
    ),
  ];
}

/** @param taken service by host and path */
function takenProblems(
  path: readonly (string | number)[],
  service: string,
  { host = "", paths = [] }: RouteRuleFacts,
  taken: Map<string, string>,
): readonly Problem[] {
  const claim = (at: readonly (string | number)[], pattern: string, message: (earlier: string) => string) => {
    const key = JSON.stringify([host, pattern]);
    const earlier = taken.get(key);
    taken.set(key, earlier ?? service);
    return problem([...path, ...at], earlier === undefined ? undefined : message(earlier));
  };
  if (paths.length === 0) return claim([], "", (earlier) => `${earlier} has the same route already; change one`);
  return paths.flatMap((pattern, index) =>
    claim(["paths", index], pattern, (earlier) => `${earlier} gets ${pattern} already; remove one of both`),
  );
}

/** Rules of our own go before routes: agents' paths are theirs, and refused where nobody takes their calls. */
function agentProblems(
  path: readonly (string | number)[],
  { paths = [] }: RouteRuleFacts,
  agentPath: string,
): readonly Problem[] {
  return paths.flatMap((pattern, index) =>
    problem(
      [...path, "paths", index],
      pattern === agentPath || pattern.startsWith(`${agentPath}/`)
        ? `${agentPath} is where agents call, and leads nobody else anywhere; choose another path, or another agentToAgent.path`
        : undefined,
    ),
  );
}

function wildcardProblem({ paths = [] }: RouteRuleFacts): string | undefined {
  const count = paths.join("").replaceAll(/[^*?]/g, "").length;
  return count <= wildcardLimit
    ? undefined
    : `${count} wildcards where AWS allows ${wildcardLimit} in one route; divide it into two routes`;
}

function hostProblem(host: string, zone: string | undefined, hasDns: boolean): string | undefined {
  if (!hasDns) return "a host needs a zone that leads to the load balancer; set dns, or remove the host";
  return zone === undefined ? undefined : outsideZoneProblem(host, zone);
}
