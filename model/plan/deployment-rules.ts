import { secondOf } from "../naming";
import { type Problem, problem, type RuleFacts } from "./rule-facts";

/** What ECS cannot shift: it moves the requests of one rule from one target group to the other. */
export function deploymentProblems({ services }: RuleFacts): readonly Problem[] {
  const blueGreen = Object.entries(services).filter(([, { deployment }]) => deployment?.strategy === "blue-green");
  return blueGreen.flatMap(([name, { routes = [], agentToAgent, scaling }]) => {
    const path = ["services", name];
    const second = secondOf(name);
    return [
      ...problem(
        [...path, "routes", 1],
        routes.length > 1
          ? "ECS shifts one rule of a blue-green service, and this would be another; keep one route, or set deployment.strategy: rolling"
          : undefined,
      ),
      ...problem(
        [...path, "agentToAgent"],
        agentToAgent === undefined
          ? undefined
          : "ECS shifts one rule of a blue-green service, and agents come by another; set deployment.strategy: rolling, or let another service take their calls",
        "key",
      ),
      ...problem(
        [...path, "scaling", "requestsPerTarget"],
        scaling?.requestsPerTarget === undefined
          ? undefined
          : "requests are counted for one target group, and the tasks of a blue-green service are in two by turns; remove it, or set deployment.strategy: rolling",
        "key",
      ),
      ...problem(
        ["services", second],
        services[second] === undefined
          ? undefined
          : `${second} is the name of the second target group of ${name}; choose another`,
        "key",
      ),
    ];
  });
}
