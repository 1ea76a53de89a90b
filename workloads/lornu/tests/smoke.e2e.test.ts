import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smoke } from "../../../delivery/smoke/smoke";
import type { SmokeRequest } from "../../../delivery/smoke/steps";
import { connectionTimes } from "../../../model/connection-times";
import { plainProgress } from "../../../running/progress";
import { listenOnLoopback } from "../../../test/helpers/loopback";
import { SlipwayRun } from "../../../test/helpers/rehearsal-run";
import { backendSurroundings } from "./helpers/backend-surroundings";
import { BackendTask, startFakeGemini } from "./helpers/backend-task";
import { healthCheck } from "./helpers/ecs-deployment";
import { fileToolbox } from "./helpers/file-toolbox";
import { LoadBalancer } from "./helpers/load-balancer";

/** `npx slipway smoke` against the real backend behind a load balancer. */
const toolbox = fileToolbox();
const times = connectionTimes(true);
const balancers: LoadBalancer[] = [];
let port: number;
let withoutGemini: number;
let impatient: number;

async function balancerOf(task: BackendTask, idleTimeoutSeconds = times.idleTimeoutSeconds): Promise<number> {
  const balancer = await LoadBalancer.start({ times: { ...times, idleTimeoutSeconds }, healthCheck });
  balancers.push(balancer);
  await balancer.register(task.port).becomesHealthy();
  return balancer.port;
}

beforeAll(async () => {
  const surroundings = await backendSurroundings(toolbox);
  const task = await BackendTask.start(surroundings, await startFakeGemini(surroundings), times);
  const lonely = await BackendTask.start(surroundings, "http://127.0.0.1:1", times);
  port = await balancerOf(task);
  withoutGemini = await balancerOf(lonely);
  impatient = await balancerOf(task, 3);
});

afterAll(() => Promise.all(balancers.map((balancer) => balancer.close())));

const asked = (to: number, idleSeconds: number | undefined): SmokeRequest => ({
  url: new URL(`http://127.0.0.1:${to}`),
  agentToAgentUrl: undefined,
  healthCheckPath: "/health",
  idleSeconds,
});

const problems = async (request: SmokeRequest) => {
  const steps = await smoke(
    request,
    plainProgress(() => {}),
  );
  return steps.filter(({ outcome }) => outcome === "failed").flatMap(({ reasons }) => reasons);
};

describe.concurrent("the smoke test", () => {
  test("passes on the real backend, also after a silence of 66 seconds", { timeout: 150_000 }, async ({ expect }) => {
    const { exitCode, stdout, stderr } = await new SlipwayRun([
      "smoke",
      "staging",
      "--url",
      `http://127.0.0.1:${port}`,
      "--json",
    ]).end();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining("a connection survives") });
    expect(JSON.parse(stdout)).toMatchObject({
      environment: "staging",
      outcome: "passed",
      steps: [
        { title: "answers behind the load balancer", outcome: "passed" },
        { title: "the agent reaches Gemini", outcome: "passed" },
        { title: "refuses agents that do not prove themselves", details: [expect.stringMatching(/\/a2a: 40[13]$/)] },
        { title: "a connection survives the idle defaults", details: [expect.stringMatching(/^answered after 66 s/)] },
      ],
    });
  });

  test("says what --quick leaves out, and does not call it passed", async ({ expect }) => {
    const { exitCode, stdout } = await new SlipwayRun([
      "smoke",
      "staging",
      "--url",
      `http://127.0.0.1:${port}`,
      "--quick",
    ]).end();
    expect(exitCode).toBe(3);
    expect(stdout).toContain("skipped, because --quick leaves out what takes more than a minute");
  });

  test("notices a load balancer that cuts off what is silent", async ({ expect }) => {
    expect(await problems(asked(impatient, 6))).toEqual([`ws://127.0.0.1:${impatient}/ws: cut off with code 1006`]);
  });

  test("notices an agent without a way to Gemini, by stream and by WebSocket", async ({ expect }) => {
    const address = `http://127.0.0.1:${withoutGemini}/api/generate`;
    expect(await problems(asked(withoutGemini, 0.1))).toEqual([
      `${address} answered 502; see the log of the service`,
      "the answer after 0.1 s of silence ended with model-unavailable",
    ]);
  });

  test("notices agents that are let in, and answers that are cut", async ({ expect }) => {
    const open = createServer((request, response) => {
      response.writeHead(200);
      if (request.url === "/api/generate") response.write('event: text\ndata: {"text": "ye"}\n\n');
      response.end();
    });
    const openPort = await listenOnLoopback(open);
    const url = `http://127.0.0.1:${openPort}`;
    expect(await problems(asked(openPort, undefined))).toEqual([
      "the answer ended with cut after 1 parts; see the log of the service",
      `${url}/a2a answered 200 to an unknown agent, not 401 or 403`,
    ]);
    open.close();
  });

  test("asks nothing else of what does not answer its health check", async ({ expect }) => {
    const steps = await smoke(
      asked(1, 0.1),
      plainProgress(() => {}),
    );
    expect(steps).toMatchObject([
      { outcome: "failed", reasons: [expect.stringMatching(/^no answer from http:\/\/127\.0\.0\.1:1\/health: /)] },
    ]);
  });
});

test("an address that is none is refused in a sentence", async () => {
  const { exitCode, stderr } = await new SlipwayRun(["smoke", "staging", "--url", "staging.example.com"]).end();
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: "--url staging.example.com: give an address such as https://staging.example.com\n",
  });
});
