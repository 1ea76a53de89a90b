import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import type { LoadBalancer } from "./load-balancer";
import { aLoadBalancer, aTask, healthyTarget, impatient, named, type Task } from "./load-balancer-fixtures";

/** A task whose WebSocket echoes, and beats by itself where an interval is given. */
async function aSocketTask(beatMilliseconds?: number): Promise<Task> {
  const task = await aTask(named("no upgrade"));
  const sockets = new WebSocketServer({ server: task.server, path: "/ws" });
  sockets.on("connection", (socket) => {
    socket.on("message", (text) => socket.send(String(text)));
    if (beatMilliseconds === undefined) return;
    const timer = setInterval(() => socket.send("heartbeat"), beatMilliseconds);
    socket.on("close", () => clearInterval(timer));
  });
  return task;
}

async function openSocket(balancer: LoadBalancer, path = "/ws"): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${balancer.port}${path}`);
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => socket.on("open", resolve).on("error", reject));
  return socket;
}

test("carries a WebSocket both ways, and cuts it when it is idle", async () => {
  const balancer = await aLoadBalancer(impatient);
  await healthyTarget(balancer, (await aSocketTask()).port);
  const socket = await openSocket(balancer);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const echoed = new Promise((resolve) => socket.once("message", (text) => resolve(String(text))));
  const begun = performance.now();
  socket.send("hello");
  expect(await echoed).toBe("hello");
  expect(await closed).toBe(1006);
  expect(performance.now() - begun).toBeGreaterThan(impatient.idleTimeoutSeconds * 950);
});

test("keeps an idle WebSocket whose server beats", async () => {
  const balancer = await aLoadBalancer({ idleTimeoutSeconds: 2 });
  await healthyTarget(balancer, (await aSocketTask(500)).port);
  const socket = await openSocket(balancer);
  await sleep(3000);
  expect(socket.readyState).toBe(WebSocket.OPEN);
});

test("passes on that a target refuses an upgrade, and answers 503 and 502 for one that nobody can take", async () => {
  const balancer = await aLoadBalancer();
  await expect(openSocket(balancer)).rejects.toThrow("503");
  const task = await aSocketTask();
  const target = await healthyTarget(balancer, task.port);
  await expect(openSocket(balancer, "/elsewhere")).rejects.toThrow("400");
  task.server.close().closeAllConnections();
  await expect(openSocket(balancer)).rejects.toThrow("502");
  expect(target.requests).toBe(2);
});
