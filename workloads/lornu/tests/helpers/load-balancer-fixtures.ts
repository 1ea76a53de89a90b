import { createServer, type RequestListener, type Server } from "node:http";
import { onTestFinished } from "vitest";
import { listenOnLoopback } from "../../../../test/helpers/loopback";
import { LoadBalancer } from "./load-balancer";
import type { LoadBalancerTarget } from "./load-balancer-target";

const times = { idleTimeoutSeconds: 60, deregistrationDelaySeconds: 60 };
/** For tests that wait for it; in the others a busy machine must not be taken for a silent one. */
export const impatient = { idleTimeoutSeconds: 1 };
const healthCheck = { path: "/health", intervalSeconds: 0.05, timeoutSeconds: 1, unhealthyThreshold: 2 };

export async function aLoadBalancer(changes: Partial<typeof times> = {}): Promise<LoadBalancer> {
  const balancer = await LoadBalancer.start({ times: { ...times, ...changes }, healthCheck });
  onTestFinished(() => balancer.close());
  return balancer;
}

export interface Task {
  readonly port: number;
  readonly server: Server;
  isHealthy: boolean;
}

export async function aTask(answer: RequestListener): Promise<Task> {
  const server = createServer((request, response) => {
    if (request.url === "/health") response.writeHead(task.isHealthy ? 200 : 500).end();
    else answer(request, response);
  });
  onTestFinished(() => void server.close(() => undefined).closeAllConnections());
  const task = { port: await listenOnLoopback(server), server, isHealthy: true };
  return task;
}

export function named(name: string): RequestListener {
  return (_, response) => response.end(name);
}

export async function healthyTarget(balancer: LoadBalancer, port: number): Promise<LoadBalancerTarget> {
  const target = balancer.register(port);
  await target.becomesHealthy();
  return target;
}

export function ask(balancer: LoadBalancer): Promise<Response> {
  return fetch(`http://127.0.0.1:${balancer.port}/`, { signal: AbortSignal.timeout(20_000) });
}

export async function bodiesOf(balancer: LoadBalancer, count: number): Promise<readonly string[]> {
  const bodies: string[] = [];
  for (let asked = 0; asked < count; asked += 1) bodies.push(await (await ask(balancer)).text());
  return bodies;
}
