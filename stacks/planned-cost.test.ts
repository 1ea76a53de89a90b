import { expect, test } from "vitest";
import { parseTemplate, type Resource, refersTo } from "../checks/template";
import type { Environment } from "../config/schema/environment";
import type { BilledResource } from "../model/cost/billed-resource";
import { type CostLine, costLines } from "../model/cost/environment-cost";
import { plannedResources } from "../model/cost/planned-resources";
import { planEnvironment } from "../model/plan/environment-plan";
import { stackNames } from "../model/stack-names";
import { anEnvironment, aService, existingVpc, ownZone } from "../test/helpers/environments";
import { fixture, fixtureNames } from "../test/helpers/fixtures";
import { cloud, configurationOf, stacksOf, terraformJson } from "../test/helpers/stacks";

const kinds = ["account", "base", "runtime"] as const;

/** Everything that the three stacks hold, as their JSON says; a service names the family that it runs. */
function synthesizedResources(environment: Environment): readonly BilledResource[] {
  const stacks = new Map(stacksOf(configurationOf(environment), cloud).map((stack) => [stack.node.id, stack]));
  return stackNames(environment).flatMap((name, index) => {
    const [stack, kind] = [stacks.get(name), kinds[index]];
    if (stack === undefined || kind === undefined) throw new RangeError(`${name} is not made`);
    const { resources } = parseTemplate(terraformJson(stack));
    return resources.map((resource) => ({ stack: kind, type: resource.type, body: withFamily(resource, resources) }));
  });
}

function withFamily({ body }: Resource, resources: readonly Resource[]): Resource["body"] {
  const definition = resources.find(
    (each) => each.type === "aws_ecs_task_definition" && refersTo(body.task_definition, each),
  );
  return definition?.body.family === undefined ? body : { ...body, task_definition: definition.body.family };
}

function inWords(lines: readonly CostLine[]): readonly string[] {
  return lines.map(({ stack, what, price, billed, quantity }) =>
    [stack, what, price, billed, quantity.toFixed(9)].join(" | "),
  );
}

const small = { repository: "shop-agent", size: { cpuUnits: 256, memoryMiB: 512 } } as const;
const environments = [
  ...fixtureNames.flatMap((name) => fixture(name).environments),
  anEnvironment({ network: { cidr: "10.1.0.0/16", nat: "none", flowLogs: false }, dns: undefined }),
  anEnvironment({ network: { cidr: "10.1.0.0/16", nat: "per-zone" }, dns: ownZone({ delegated: false }) }),
  anEnvironment({ network: { existingVpc } }),
  anEnvironment({
    queues: { tasks: { longestTaskSeconds: 60 }, mails: { longestTaskSeconds: 60 } },
    buckets: { uploads: {} },
    services: {
      agent: aService({ uses: ["search"], spotPercent: 30 }),
      search: { kind: "internal", port: 8000, scaling: { minimumTasks: 3, maximumTasks: 5 }, ...small },
      work: { kind: "worker", consumes: "tasks", scaling: { minimumTasks: 1, maximumTasks: 2 }, ...small },
      rest: { kind: "worker", consumes: "mails", scaling: { minimumTasks: 0, maximumTasks: 2 }, ...small },
      report: { kind: "job", architecture: "arm64", ...small },
    },
  }),
  anEnvironment({ queues: { tasks: { longestTaskSeconds: 60 } }, services: {}, network: undefined, dns: undefined }),
];

test.each(environments.map((environment, index) => [`${index}: ${environment.name}`, environment] as const))(
  "the plan of environment %s costs what its stacks cost, line by line",
  (_, environment) => {
    const { usage } = planEnvironment(environment);
    const planned = costLines(plannedResources(planEnvironment(environment)), { usage });
    const synthesized = costLines(synthesizedResources(environment), { usage });
    expect([...inWords(planned)].sort()).toEqual([...inWords(synthesized)].sort());
  },
);
