import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ConnectionTimes } from "../../../../model/connection-times";
import { listenOnLoopback } from "../../../../test/helpers/loopback";
import { carryRequest, carryUpgrade, type Exchange, statusOf } from "./load-balancer-exchange";
import { type HealthCheck, LoadBalancerTarget } from "./load-balancer-target";

export interface LoadBalancerOptions {
  readonly times: Pick<ConnectionTimes, "idleTimeoutSeconds" | "deregistrationDelaySeconds">;
  readonly healthCheck: HealthCheck;
}

/**
 * A reverse proxy on loopback with the habits of an Application Load Balancer that decide whether a connection lives:
 * idle timeout, health checks, draining, connections to targets that are used again, and 502, 503 and 504.
 */
export class LoadBalancer {
  private readonly server: Server;
  private readonly targets = new Set<LoadBalancerTarget>();
  private readonly clients = new Set<Socket>();
  private readonly exchanges = new WeakMap<Socket, Exchange>();
  private turn = 0;
  private listeningPort = 0;

  /** @returns a load balancer that listens, without targets */
  static async start(options: LoadBalancerOptions): Promise<LoadBalancer> {
    const balancer = new LoadBalancer(options);
    balancer.listeningPort = await listenOnLoopback(balancer.server);
    return balancer;
  }

  private constructor(private readonly options: LoadBalancerOptions) {
    this.server = createServer({ keepAliveTimeout: this.idleMilliseconds, requestTimeout: 0 })
      .on("connection", (socket: Socket) => this.admit(socket))
      .on("request", (request, response) => this.answer(request, response))
      .on("upgrade", (request, socket, head) => this.upgrade(request, socket, head))
      .setTimeout(this.idleMilliseconds, (socket) => this.closeIdle(socket));
  }

  get port(): number {
    return this.listeningPort;
  }

  /** The target gets requests from its first good health check on. */
  register(port: number): LoadBalancerTarget {
    const { healthCheck, times } = this.options;
    const target = new LoadBalancerTarget({ port, healthCheck, idleTimeoutSeconds: times.idleTimeoutSeconds });
    this.targets.add(target);
    return target;
  }

  /**
   * The target gets no request any more, and keeps what it has. Connections that are still open after the delay are left
   * to the task: what ends them is its stop.
   * @returns when nothing is left or the delay is over, whichever comes first
   */
  async deregister(target: LoadBalancerTarget): Promise<void> {
    await target.drain(this.options.times.deregistrationDelaySeconds);
  }

  async close(): Promise<void> {
    for (const target of this.targets) target.close();
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.clients) socket.destroy();
    await closed;
  }

  private get idleMilliseconds(): number {
    return this.options.times.idleTimeoutSeconds * 1000;
  }

  private admit(socket: Socket): void {
    this.clients.add(socket);
    socket.once("close", () => this.clients.delete(socket));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const target = this.nextTarget();
    if (target === undefined) {
      response.writeHead(503).end(statusOf(503));
      return;
    }
    const exchange = carryRequest(target, request, response);
    this.exchanges.set(request.socket, exchange);
    target.hold(exchange);
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const target = this.nextTarget();
    if (target === undefined) {
      socket.end(`HTTP/1.1 503 ${statusOf(503)}\r\nconnection: close\r\n\r\n`);
      return;
    }
    // The server lets go of an upgraded connection, and of its timeout with it.
    request.socket.setTimeout(this.idleMilliseconds, () => socket.destroy());
    target.hold(carryUpgrade(target, request, socket, head));
  }

  /** An exchange that has no answer yet ends in 504, anything else without a word. */
  private closeIdle(socket: Socket): void {
    const exchange = this.exchanges.get(socket);
    if (exchange === undefined || exchange.isOver()) socket.destroy();
    else exchange.giveUp();
  }

  /** Healthy targets in turn; where none is, all that were healthy once, because a bad health check may lie. */
  private nextTarget(): LoadBalancerTarget | undefined {
    const targets = [...this.targets];
    const healthy = targets.filter(({ state }) => state === "healthy");
    const usable = healthy.length > 0 ? healthy : targets.filter(({ state }) => state === "unhealthy");
    this.turn += 1;
    return usable[this.turn % Math.max(usable.length, 1)];
  }
}
