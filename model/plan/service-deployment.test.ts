import { describe, expect, test } from "vitest";
import { planOf, serviceIn, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import { taskBoundary } from "../delivery/task-boundary";
import { rolesOf } from "./environment-roles";

const blueGreen = { strategy: "blue-green" } as const;
const plan = planOf({
  page: webFacts({ deployment: blueGreen }),
  api: webFacts({ routes: [{ paths: ["/api/*"] }], deployment: { ...blueGreen, bakeMinutes: 0 } }),
  old: webFacts({ routes: [{ paths: ["/old/*"] }] }),
  work: workerFacts(),
});

describe("the deployment of a service", () => {
  test("that rolls has the one target group that it always had, and nothing else", () => {
    expect(serviceIn(plan, "old").deployment).toEqual({ strategy: "rolling", targetGroups: ["shop-old"] });
    expect(serviceIn(plan, "work").deployment).toBeUndefined();
  });

  test("that is blue/green keeps its target group beside a second one, and waits as long as its settings say", () => {
    expect(serviceIn(plan, "page").deployment).toMatchObject({
      strategy: "blue-green",
      targetGroups: ["shop-page", "shop-page-2"],
      bakeMinutes: 10,
    });
    expect(serviceIn(plan, "api").deployment).toMatchObject({ bakeMinutes: 0 });
  });

  test("lets ECS change rules of its own load balancer and targets of its own two groups, and no listener", () => {
    const role = rolesOf(plan).find(({ name }) => name === "shop-page-traffic");
    expect(JSON.parse(role?.trustPolicy ?? "")).toMatchObject({
      Statement: [{ Principal: { Service: "ecs.amazonaws.com" }, Action: ["sts:AssumeRole"] }],
    });
    const arn = (resource: string) => `arn:aws:elasticloadbalancing:eu-central-1:210987654321:${resource}`;
    expect(role?.statements.slice(1)).toEqual([
      {
        sid: "RegisterTasks",
        actions: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
        resources: [arn("targetgroup/shop-page/*"), arn("targetgroup/shop-page-2/*")],
      },
      {
        sid: "ShiftTraffic",
        actions: ["elasticloadbalancing:ModifyRule"],
        resources: [arn("listener-rule/app/shop/*")],
      },
    ]);
    expect(role?.statements[0]?.actions.filter((action) => !/:Describe/.test(action))).toEqual([]);
  });

  test("widens what roles of the environment can do only where a service is blue/green", () => {
    const shifting = (statements: ReturnType<typeof taskBoundary>) =>
      statements.filter(({ sid }) => sid.startsWith("ShiftTraffic"));
    expect(shifting(taskBoundary(plan)).map(({ resources }) => resources?.length)).toEqual([1, 5]);
    expect(shifting(taskBoundary(planOf({ page: webFacts() })))).toEqual([]);
  });
});

describe("the rules that ECS shifts", () => {
  const routes = plan.loadBalancer?.routes ?? [];
  const order = routes.map(({ id }) => id);

  test("stand for the default service too, after all others", () => {
    expect(order.at(-1)).toBe("page-rest");
    expect(routes.at(-1)).toMatchObject({ service: "page", paths: ["/*"], header: undefined });
    expect(planOf({ page: webFacts() }).loadBalancer?.routes).toEqual([]);
  });

  test("have one before them, in the same order, for who asks for the tasks that are tried", () => {
    expect(order).toEqual(["api-test-route", "page-test-route", "api-route", "old-route", "page-rest"]);
    const [api, page, first] = routes;
    expect(api).toMatchObject({ paths: ["/api/*"], header: { name: "x-slipway-deployment", value: "test" } });
    expect(page).toMatchObject({ paths: ["/*"], header: { name: "x-slipway-deployment" } });
    expect((page?.priority ?? 0) < (first?.priority ?? 0) && (api?.priority ?? 0) > 10).toBe(true);
  });

  test("move no route of another service", () => {
    const rolling = planOf({ page: webFacts(), old: webFacts({ routes: [{ paths: ["/old/*"] }] }) });
    const priorityOf = ({ loadBalancer }: typeof plan) => loadBalancer?.routes.find(({ id }) => id === "old-route");
    expect(priorityOf(plan)).toEqual(priorityOf(rolling));
  });
});

test("each alarm of either target group ends a deployment, and no other does", () => {
  const ending = (name: string) =>
    plan.alarms.flatMap(({ id, awake, endsDeployment }) => (endsDeployment && awake.includes(name) ? id : []));
  expect(ending("page")).toEqual(["unhealthy-targets", "target-5xx", "unhealthy-targets-2", "target-5xx-2"]);
  expect(ending("old")).toEqual([]);
  const groups = plan.alarms
    .filter(({ endsDeployment, awake }) => endsDeployment && awake.includes("page"))
    .map(({ dimensions }) => dimensions.TargetGroup);
  expect(groups.map((group) => typeof group === "object" && group.key)).toEqual([
    "shop-page",
    "shop-page",
    "shop-page-2",
    "shop-page-2",
  ]);
});
