import { describe, expect, test } from "vitest";
import { problemsOf, web } from "../../test/helpers/rule-problems";
import { usualHostScaling } from "./host-facts";
import type { ServiceRuleFacts } from "./rule-facts";

const usual = { scaling: usualHostScaling };
const onHosts = { compute: "ec2", instances: usual };
const withData = { ...onHosts, resources: { volumes: ["data"] } };
const size = (cpuUnits: number, memoryMiB: number) => ({ size: { cpuUnits, memoryMiB } });
const second = (settings: ServiceRuleFacts) => web({ routes: [{ paths: ["/second"] }], ...settings });
const chroma = { kind: "internal", volumes: { data: "/data" } };

test("finds nothing in the sizes that a design puts on one instance, up to its last MiB", () => {
  const services = {
    backend: web(size(512, 1024)),
    frontend: second(size(256, 512)),
    chroma: { ...chroma, ...size(1024, 2048) },
  };
  expect(problemsOf(services, withData)).toEqual([]);
  expect(problemsOf({ ...services, tiny: { kind: "worker", ...size(256, 512) } }, withData)).toEqual([
    "services.tiny.size: backend, frontend, chroma and tiny take 4096 MiB, where t3.medium leaves 3584 of its 4096; choose a larger type or smaller sizes",
  ]);
});

test("reckons what writes files by itself where there may be several instances", () => {
  const services = {
    backend: web(size(1024, 2048)),
    frontend: second(size(512, 1024)),
    chroma: { ...chroma, ...size(2048, 4096) },
  };
  const several = { ...usual, type: "t3.large", minimum: 2, maximum: 4 };
  expect(problemsOf(services, { ...withData, instances: several })).toEqual([]);
  expect(problemsOf(services, { ...withData, instances: { ...several, minimum: 1, maximum: 1 } })).toHaveLength(1);
});

describe("thresholds", () => {
  const problem = (minimum: number, maximum: number, scaleInPercent: number) =>
    problemsOf({}, { instances: { minimum, maximum, scaling: { scaleOutPercent: 70, scaleInPercent } } });

  test.each([
    [1, 2, 35, 34],
    [2, 4, 47, 46],
    [3, 9, 53, 52],
  ])(
    "are refused where %i to %i instances would come and go at %i percent, with the most that does",
    (minimum, maximum, refused, most) => {
      expect(problem(minimum, maximum, refused).map((text) => text.split("; ")[1])).toEqual([`use at most ${most}`]);
      expect(problem(minimum, maximum, most)).toEqual([]);
    },
  );

  test("are of no account where the number of instances stays", () => {
    expect(problem(3, 3, 69)).toEqual([]);
  });
});

describe("on instances", () => {
  test("no load balancer finds two services on one port, and no fifth", () => {
    const ports = Object.fromEntries(
      [1, 2, 3, 4, 5].map((end) => [
        `s${end}`,
        second({ port: 8000 + Math.min(end, 4), routes: end === 1 ? [] : [{ paths: [`/${end}`] }] }),
      ]),
    );
    expect(problemsOf({ ...ports, inside: { kind: "internal", port: 8001 } }, onHosts)).toEqual([
      "services.s5.port: s4 listens on 8004 of the same instances; choose another port, or set compute: fargate",
      "services.s5.kind: instances have one security group for each service of kind web, and AWS allows 4; remove it, or set compute: fargate",
    ]);
  });

  test("nothing sleeps", () => {
    expect(problemsOf({ page: web() }, { ...onHosts, resources: { schedule: ["schedule"] } })).toEqual([
      "schedule: services of ECS alone sleep; remove it, or set compute: fargate",
    ]);
  });

  test("production has two of them, and hosts do not go", () => {
    const production = { production: true, hasReasonNotToPromote: true, retired: ["hosts"] } as const;
    const services = { page: web({ scaling: { minimumTasks: 2 } }) };
    expect(problemsOf(services, { ...onHosts, ...production, instances: { ...usual, minimum: 1 } })).toEqual([
      "instances.minimum: 1 instance is in one zone alone; a production environment runs at least 2",
      "retired.0: hosts is in use, as compute is ec2; remove one of both",
    ]);
  });

  test("the target group's name has the port, and its limit", () => {
    const long = "a-service-of-the-web";
    expect(problemsOf({ [long]: web({ port: 8080 }) }, { ...onHosts, namePrefix: "shop-test" })).toEqual([
      `services.${long}: the target group would be named shop-test-${long}-8080, 35 characters where AWS allows 32; choose a shorter namePrefix or service name`,
    ]);
  });
});

test("what instances cannot do is nobody's fault on Fargate", () => {
  const services = {
    page: web({ port: 8080, deployment: { strategy: "blue-green" }, spotPercent: 50, ...size(4096, 30_720) }),
    api: second({ port: 8080, architecture: "arm64" }),
    report: { kind: "job" },
  };
  expect(problemsOf(services, { resources: { schedule: ["schedule"] } })).toEqual([]);
  expect(problemsOf(services, { ...onHosts, resources: { schedule: ["schedule"] } })).toHaveLength(7);
});
