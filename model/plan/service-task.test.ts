import { expect, test } from "vitest";
import { jobFacts, planOf, serviceIn, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import type { ServiceFacts } from "./facts";

const digest = `sha256:${"a".repeat(64)}`;
const proxy = { image: `public.ecr.aws/nginx/nginx@${digest}`, environment: { LEVEL: "warn" }, essential: true };
const healthCheck = { command: ["CMD", "check"], intervalSeconds: 30, timeoutSeconds: 5, retries: 3 };
const containerHealthCheck = { ...healthCheck, startPeriodSeconds: 20 };
const taskOf = (settings: ServiceFacts) => serviceIn(planOf({ subject: settings }), "subject").task;

test("runs the image that is released, on the processors that it is built for", () => {
  const { architecture, containers } = taskOf(webFacts({ architecture: "arm64" }));
  expect(architecture).toBe("ARM64");
  expect(containers).toMatchObject([
    { name: "subject", image: undefined, essential: true, port: 8080, startsAfter: [] },
  ]);
  expect(taskOf(webFacts()).architecture).toBe("X86_64");
});

test("opens no port of a program that nobody calls", () => {
  expect(taskOf(workerFacts()).containers[0]?.port).toBeUndefined();
  expect(taskOf(jobFacts()).containers[0]?.port).toBeUndefined();
});

test("starts the program after its sidecars, which see neither its variables nor its secrets, and once they are healthy", () => {
  const { containers } = taskOf(
    webFacts({
      command: ["serve"],
      environment: { COLOUR: "red" },
      secrets: { TOKEN: "token" },
      containerHealthCheck,
      sidecars: {
        proxy: { ...proxy, healthCheck },
        agent: { ...proxy, essential: false, memoryMiB: 64, port: 4317, command: ["collect"] },
      },
    }),
  );
  expect(containers).toMatchObject([
    {
      name: "subject",
      command: ["serve"],
      healthCheck: containerHealthCheck,
      startsAfter: [
        { name: "proxy", condition: "HEALTHY" },
        { name: "agent", condition: "START" },
      ],
      memoryMiB: undefined,
    },
    { name: "proxy", image: proxy.image, essential: true, healthCheck, startsAfter: [], port: undefined },
    { name: "agent", essential: false, healthCheck: undefined, memoryMiB: 64, port: 4317, command: ["collect"] },
  ]);
  expect(containers[0]?.environment).toMatchObject({ COLOUR: "red", PORT: "8080" });
  expect(containers[0]?.secrets.map(({ variable }) => variable)).toEqual(["TOKEN"]);
  for (const sidecar of containers.slice(1)) {
    expect(sidecar.environment).toEqual({ LEVEL: "warn" });
    expect(sidecar.secrets).toEqual([]);
  }
});

test("gives every container as long to stop, and its own streams in the one log group", () => {
  const settings = workerFacts({
    stopTimeoutSeconds: 90,
    sidecars: { proxy },
    logGroup: "/shop",
    logStreamPrefix: "w",
  });
  const own = { stopTimeoutSeconds: 90, logGroup: "/shop", logStreamPrefix: "w", region: "eu-central-1" };
  expect(taskOf(settings).containers).toMatchObject([own, own]);
});
