import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectionTimes } from "../../../model/connection-times";
import { plainProgress } from "../../../running/progress";
import { runStages } from "../../../running/run-stages";
import { listenOnLoopback } from "../../../test/helpers/loopback";
import { SlipwayRun } from "../../../test/helpers/rehearsal-run";
import { questions, type SmokeRequest } from "../scripts/smoke/questions";
import { backendSurroundings } from "./helpers/backend-surroundings";
import { BackendTask, startFakeGemini } from "./helpers/backend-task";
import { healthCheck } from "./helpers/ecs-deployment";
import { fileToolbox } from "./helpers/file-toolbox";
import { LoadBalancer } from "./helpers/load-balancer";

/** `npm run smoke:agent` against the real backend behind a load balancer. */
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
  idleSeconds,
});

const script = (...args: string[]) =>
  new SlipwayRun(["workloads/lornu/scripts/smoke.ts", ...args], { program: "scripts/run.cjs" }).end();

const problems = async (request: SmokeRequest) => {
  const steps = await runStages(
    questions,
    request,
    plainProgress(() => {}),
  );
  return steps.filter(({ outcome }) => outcome === "failed").flatMap(({ reasons }) => reasons);
};

describe.concurrent("the smoke test", () => {
  test("passes on the real backend, also after a silence of 66 seconds", { timeout: 150_000 }, async ({ expect }) => {
    const { exitCode, stdout, stderr } = await script(`http://127.0.0.1:${port}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("the agent reaches Gemini");
    expect(stdout).toMatch(/answered after 66 s of silence/);
  });

  test("says what --quick leaves out, and does not call it passed", async ({ expect }) => {
    const { exitCode, stdout } = await script(`http://127.0.0.1:${port}`, "--quick");
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

  test("notices an answer that is cut", async ({ expect }) => {
    const open = createServer((_, response) => {
      response.writeHead(200);
      response.end('event: text\ndata: {"text": "ye"}\n\n');
    });
    const openPort = await listenOnLoopback(open);
    expect(await problems(asked(openPort, undefined))).toEqual([
      "the answer ended with cut after 1 parts; see the log of the service",
    ]);
    open.close();
  });
});

test("without an environment or address it says what to give", async () => {
  const { exitCode, stderr } = await script();
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "give one environment or address, and --quick\n" });
});
