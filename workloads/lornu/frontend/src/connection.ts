import type { ConnectionState } from "./page-state";
import { type ClientMessage, parseServerMessage, type ServerMessage } from "./protocol";
import { reconnectDelaySeconds } from "./reconnect-delay";

export interface ConnectionListener {
  readonly onState: (state: ConnectionState) => void;
  readonly onMessage: (message: ServerMessage) => void;
}

/** Longest wait for the first message of a new connection. */
const openingSeconds = 10;
/** One late heartbeat is no loss; two missing ones are. */
const heartbeatsUntilLost = 2.5;
/** A connection that lasted shorter counts as a failure, or a server that ends each one at once would be run over. */
const steadySeconds = 5;
/** Close code of a server that restarts. */
const serviceRestart = 1012;

/** One WebSocket at a time, kept open: whatever ends it, another attempt follows. */
export class Connection {
  private socket: WebSocket | undefined;
  private failures = 0;
  private readyAt: number | undefined;
  private silenceSeconds = openingSeconds;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private countdown: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly url: string,
    private readonly listener: ConnectionListener,
  ) {
    addEventListener("online", () => this.socket ?? this.open());
    addEventListener("offline", () => this.socket ?? this.scheduleRetry(0));
  }

  /** Gives up the connection or the wait that there is, and connects at once. */
  open(): void {
    this.abandon();
    this.listener.onState({ phase: "connecting" });
    this.silenceSeconds = openingSeconds;
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.addEventListener("message", ({ data }) => this.socket === socket && this.receive(data));
    socket.addEventListener("close", ({ code }) => this.socket === socket && this.lost(code));
    this.expectSign();
  }

  send(message: ClientMessage): void {
    this.socket?.send(JSON.stringify(message));
  }

  private receive(data: unknown): void {
    const message = parseServerMessage(data);
    if (message?.type === "ready") {
      this.readyAt = performance.now();
      this.silenceSeconds = heartbeatsUntilLost * message.heartbeatSeconds;
      this.listener.onState({ phase: "connected" });
    }
    if (message?.type === "restarting") this.listener.onState({ phase: "restarting" });
    this.expectSign();
    if (message !== undefined) this.listener.onMessage(message);
  }

  /** A network that drops every packet closes no socket: silence is the only sign. */
  private expectSign(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lost(), this.silenceSeconds * 1000);
  }

  private lost(closeCode?: number): void {
    const lastedSeconds = this.readyAt === undefined ? 0 : (performance.now() - this.readyAt) / 1000;
    if (lastedSeconds >= steadySeconds) this.failures = 0;
    const isFirst = this.failures === 0;
    const delaySeconds = reconnectDelaySeconds(this.failures, Math.random());
    this.failures += 1;
    this.abandon();
    this.scheduleRetry(closeCode === serviceRestart && isFirst ? 0 : delaySeconds);
  }

  private scheduleRetry(delaySeconds: number): void {
    clearInterval(this.countdown);
    if (!navigator.onLine) {
      this.listener.onState({ phase: "offline" });
      return;
    }
    const endsAt = performance.now() + delaySeconds * 1000;
    const tick = () => {
      const secondsLeft = Math.ceil((endsAt - performance.now()) / 1000);
      if (secondsLeft <= 0) this.open();
      else this.listener.onState({ phase: "waiting", delaySeconds: Math.ceil(delaySeconds), secondsLeft });
    };
    this.countdown = setInterval(tick, 250);
    tick();
  }

  private abandon(): void {
    clearTimeout(this.silence);
    clearInterval(this.countdown);
    const socket = this.socket;
    this.socket = undefined;
    this.readyAt = undefined;
    socket?.close();
  }
}
