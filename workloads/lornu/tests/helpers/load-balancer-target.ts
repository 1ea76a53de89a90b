import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Exchange } from "./load-balancer-exchange";

export interface HealthCheck {
  readonly path: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  /** Failures in a row that make a healthy target unhealthy. */
  readonly unhealthyThreshold: number;
}

export interface TargetOptions {
  readonly port: number;
  readonly healthCheck: HealthCheck;
  /** A connection to the target that is not used for this long is closed. */
  readonly idleTimeoutSeconds: number;
}

/** `initial` until the first good health check. `unused` is what has drained. */
export type TargetState = "initial" | "healthy" | "unhealthy" | "draining" | "unused";

/** One task behind the load balancer: its health, its connections, and what it is busy with. */
export class LoadBalancerTarget {
  state: TargetState = "initial";
  /** How many requests and upgrades it was given, health checks apart. */
  requests = 0;
  readonly port: number;
  readonly connections: Agent;
  private readonly exchanges = new Set<Exchange>();
  private readonly ended = new AbortController();

  constructor({ port, healthCheck, idleTimeoutSeconds }: TargetOptions) {
    this.port = port;
    this.connections = new Agent({ keepAlive: true, timeout: idleTimeoutSeconds * 1000 });
    void this.watchHealth(healthCheck);
  }

  hold(exchange: Exchange): void {
    this.requests += 1;
    this.exchanges.add(exchange);
    void exchange.over.then(() => this.exchanges.delete(exchange));
  }

  /** @returns when all that it was busy with is over, but at the latest after the delay */
  async drain(delaySeconds: number): Promise<void> {
    this.state = "draining";
    this.ended.abort();
    const timer = new AbortController();
    const nothingLeft = Promise.all([...this.exchanges].map(({ over }) => over));
    await Promise.race([nothingLeft, sleep(delaySeconds * 1000, undefined, { signal: timer.signal })]);
    timer.abort();
    this.state = "unused";
  }

  /** @returns once it gets requests */
  async becomesHealthy(): Promise<void> {
    while (this.state !== "healthy") {
      this.ended.signal.throwIfAborted();
      await sleep(pollMilliseconds);
    }
  }

  close(): void {
    this.ended.abort();
    this.connections.destroy();
  }

  private async watchHealth(check: HealthCheck): Promise<void> {
    let failures = 0;
    while (!this.ended.signal.aborted) {
      const good = await this.answersWell(check);
      if (this.ended.signal.aborted) return;
      failures = good ? 0 : failures + 1;
      if (good) this.state = "healthy";
      else if (this.state === "healthy" && failures >= check.unhealthyThreshold) this.state = "unhealthy";
      await this.pause(check.intervalSeconds);
    }
  }

  /** On a connection of its own, as the health checks of a load balancer are. */
  private answersWell({ path, timeoutSeconds }: HealthCheck): Promise<boolean> {
    return new Promise((resolve) => {
      const options = { host: "127.0.0.1", port: this.port, path, agent: false, timeout: timeoutSeconds * 1000 };
      const request = get(options, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      });
      request.on("timeout", () => request.destroy());
      request.on("error", () => resolve(false));
    });
  }

  private async pause(seconds: number): Promise<void> {
    await sleep(seconds * 1000, undefined, { signal: this.ended.signal }).catch(() => undefined);
  }
}

const pollMilliseconds = 20;
