import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, test } from "vitest";
import { WebSocketServer } from "ws";
import { type ConnectionTimes, connectionTimes } from "../../../model/connection-times";
import { listenOnLoopback } from "../../../test/helpers/loopback";
import { backendSurroundings } from "./helpers/backend-surroundings";
import { type BackendSurroundings, startFakeGemini } from "./helpers/backend-task";
import { ChatSocket } from "./helpers/chat-socket";
import { EcsService, healthCheck } from "./helpers/ecs-deployment";
import { askContinually, isInOrder, isWhole, type StreamedAnswer, streamAnswer } from "./helpers/event-stream";
import { fileToolbox } from "./helpers/file-toolbox";
import { LoadBalancer } from "./helpers/load-balancer";

const longLived = connectionTimes(true);
const ordinary = connectionTimes(false);

const toolbox = fileToolbox();
const services: EcsService[] = [];
let surroundings: BackendSurroundings;
let gemini: string;

beforeAll(async () => {
  surroundings = await backendSurroundings(toolbox);
  gemini = await startFakeGemini(surroundings);
});

afterAll(() => Promise.all(services.map(({ balancer }) => balancer.close())));

async function aService(times: ConnectionTimes): Promise<EcsService> {
  const service = await EcsService.start(surroundings, gemini, times);
  services.push(service);
  return service;
}

const unanswered = (answers: readonly StreamedAnswer[]) => answers.filter((answer) => !isWhole(answer, 2));

/** They wait, and almost do nothing else: beside each other they take as long as the longest. */
describe.concurrent("behind a load balancer", () => {
  test("a stream of three minutes outlives a deployment, and no request fails meanwhile", async ({ expect }) => {
    const service = await aService(longLived);
    const { port } = service.balancer;
    const old = service.target;
    const stream = streamAnswer(port, 181, 1);
    const requests = askContinually(port, 0.5);
    await sleep(3000);
    let newRequests = 0;
    const deployed = await service.deploy(() => {
      newRequests = service.target.requests;
    });
    const answers = await requests.stop();

    const streamed = await stream;
    expect({ ...streamed, texts: streamed.texts.length }).toMatchObject({ end: "complete", texts: 181 });
    expect(isWhole(streamed, 181)).toBe(true);
    expect(unanswered(answers)).toEqual([]);
    expect(deployed).toMatchObject({ exitCode: 0, signal: null });
    // Two a second, but for those of the first seconds.
    expect(newRequests).toBeGreaterThan(250);
    expect(old.state).toBe("unused");
  });

  test("what runs at SIGTERM ends by itself or is told so, and another task takes over", async ({ expect }) => {
    const service = await aService(ordinary);
    const { port } = service.balancer;
    const idle = await ChatSocket.open(port);
    const asking = await ChatSocket.open(port);
    const requests = askContinually(port, 0.5);
    const { deregistrationDelaySeconds, stopTimeoutSeconds } = ordinary;
    const seconds = {
      inTime: deregistrationDelaySeconds + 15,
      tooLong: deregistrationDelaySeconds + stopTimeoutSeconds + 60,
    };
    asking.ask(seconds.inTime, 1);
    const [inTime, tooLong] = [streamAnswer(port, seconds.inTime, 1), streamAnswer(port, seconds.tooLong, 1)];
    const deployed = await service.deploy();
    const answers = await requests.stop();

    expect(isWhole(await inTime, seconds.inTime)).toBe(true);
    const cut = await tooLong;
    expect(cut.end).toBe("restarting");
    expect(isInOrder(cut.texts)).toBe(true);
    expect(cut.texts.length).toBeGreaterThan(deregistrationDelaySeconds + stopTimeoutSeconds - 10);
    expect(unanswered(answers)).toEqual([]);
    expect(deployed).toMatchObject({ exitCode: 0, signal: null });
    expect(deployed.seconds).toBeLessThan(stopTimeoutSeconds);

    expect([await idle.closed, await asking.closed]).toEqual([1012, 1012]);
    expect(idle.count("restarting")).toBe(1);
    expect(asking.count("text")).toBe(seconds.inTime);
    expect(await asking.heard("end")).toMatchObject({ reason: "complete" });
    const again = await ChatSocket.open(port);
    again.ask(2, 0.1);
    expect(await again.heard("end")).toMatchObject({ reason: "complete" });
    again.leave();
  });

  test("heartbeats keep a silent stream and an idle WebSocket", async ({ expect }) => {
    const service = await aService(ordinary);
    const { port } = service.balancer;
    const longerThanIdle = ordinary.idleTimeoutSeconds + 15;
    const chat = await ChatSocket.open(port);
    const silent = streamAnswer(port, 2, longerThanIdle);
    await sleep(longerThanIdle * 1000);
    expect(chat.isOpen()).toBe(true);
    expect(chat.count("heartbeat")).toBeGreaterThanOrEqual(3);
    chat.ask(2, 0.1);
    expect(await chat.heard("end")).toMatchObject({ reason: "complete" });
    chat.leave();
    const answer = await silent;
    expect(isWhole(answer, 2)).toBe(true);
    expect(answer.heartbeats).toBeGreaterThanOrEqual(3);
  });

  test("an idle WebSocket without heartbeats is cut", async ({ expect, onTestFinished }) => {
    const server = createServer((_, response) => void response.end());
    onTestFinished(() => void server.close());
    new WebSocketServer({ server, path: "/ws" });
    const balancer = await LoadBalancer.start({ times: ordinary, healthCheck });
    onTestFinished(() => balancer.close());
    await balancer.register(await listenOnLoopback(server)).becomesHealthy();
    const chat = await ChatSocket.open(balancer.port);
    const begun = performance.now();
    expect(await chat.closed).toBe(1006);
    const seconds = (performance.now() - begun) / 1000;
    expect(seconds).toBeGreaterThan(ordinary.idleTimeoutSeconds - 1);
    expect(seconds).toBeLessThan(ordinary.idleTimeoutSeconds + 10);
  });
});
