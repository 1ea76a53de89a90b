import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Connection } from "./connection";
import type { ConnectionState } from "./page-state";
import type { ServerMessage } from "./protocol";

/** A socket whose server is the test. */
class FakeSocket extends EventTarget {
  static readonly opened: FakeSocket[] = [];
  readonly sent: string[] = [];
  isClosed = false;

  constructor(readonly url: string) {
    super();
    FakeSocket.opened.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.isClosed = true;
  }

  says(message: object): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  }

  ends(code = 1006): void {
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }
}

const states: ConnectionState[] = [];
const messages: ServerMessage[] = [];
let network: { onLine: boolean };
let page: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
  states.length = 0;
  messages.length = 0;
  FakeSocket.opened.length = 0;
  network = { onLine: true };
  page = new EventTarget();
  setGlobal("WebSocket", FakeSocket);
  setGlobal("navigator", network);
  setGlobal("addEventListener", page.addEventListener.bind(page));
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Not by vitest's `stubGlobal`, which Bun's test runner has not. */
function setGlobal(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

function open(): Connection {
  const connection = new Connection("ws://127.0.0.1/ws", {
    onState: (state) => states.push(state),
    onMessage: (message) => messages.push(message),
  });
  connection.open();
  return connection;
}

function latest(): FakeSocket {
  const socket = FakeSocket.opened.at(-1);
  if (socket === undefined) throw new Error("no socket was opened");
  return socket;
}

function ready(socket: FakeSocket): void {
  socket.says({ type: "ready", heartbeatSeconds: 20 });
}

test("is connected when the server says that it is ready, not before", () => {
  open();
  expect(states).toEqual([{ phase: "connecting" }]);
  ready(latest());
  expect(states.at(-1)).toEqual({ phase: "connected" });
});

test("hands on what the server says, and tells that it restarts", () => {
  open();
  ready(latest());
  latest().says({ type: "text", id: "1", text: "The moon" });
  latest().says({ type: "restarting" });
  expect(messages.slice(1)).toEqual([{ type: "text", id: "1", text: "The moon" }, { type: "restarting" }]);
  expect(states.at(-1)).toEqual({ phase: "restarting" });
});

test("sends JSON", () => {
  open().send({ type: "cancel", id: "1" });
  expect(latest().sent).toEqual(['{"type":"cancel","id":"1"}']);
});

test("counts the seconds down and connects again", () => {
  vi.spyOn(Math, "random").mockReturnValue(1);
  open();
  latest().ends();
  vi.advanceTimersByTime(1000);
  expect(FakeSocket.opened).toHaveLength(2);
  latest().ends();
  expect(states.at(-1)).toEqual({ phase: "waiting", delaySeconds: 2, secondsLeft: 2 });
  vi.advanceTimersByTime(1000);
  expect(states.at(-1)).toEqual({ phase: "waiting", delaySeconds: 2, secondsLeft: 1 });
  vi.advanceTimersByTime(1000);
  expect(states.at(-1)).toEqual({ phase: "connecting" });
  expect(FakeSocket.opened).toHaveLength(3);
});

test("gives up a connection that is silent for two and a half heartbeats", () => {
  open();
  const socket = latest();
  ready(socket);
  vi.advanceTimersByTime(49_000);
  socket.says({ type: "heartbeat" });
  vi.advanceTimersByTime(49_000);
  expect(states.at(-1)).toEqual({ phase: "connected" });
  vi.advanceTimersByTime(1_000);
  expect(states.at(-1)?.phase).toBe("waiting");
  expect(socket.isClosed).toBe(true);
});

test("gives up an attempt that nobody answers", () => {
  open();
  vi.advanceTimersByTime(10_000);
  expect(states.at(-1)?.phase).toBe("waiting");
});

test("connects at once to a server that restarts, but waits where the next one restarts too", () => {
  open();
  ready(latest());
  latest().ends(1012);
  expect(FakeSocket.opened).toHaveLength(2);
  ready(latest());
  latest().ends(1012);
  expect(FakeSocket.opened).toHaveLength(2);
  expect(states.at(-1)?.phase).toBe("waiting");
});

test("forgets earlier failures once a connection has lasted", () => {
  open();
  for (let failures = 0; failures < 4; failures += 1) {
    latest().ends();
    vi.advanceTimersByTime(20_000);
  }
  ready(latest());
  vi.advanceTimersByTime(5_000);
  latest().ends();
  expect(states.at(-1)).toEqual({ phase: "waiting", delaySeconds: 1, secondsLeft: 1 });
});

test("hears nothing more of a connection that it has given up", () => {
  const connection = open();
  const former = latest();
  connection.open();
  const told = states.length;
  ready(former);
  former.ends();
  expect(states).toHaveLength(told);
});

test("says that the browser is offline, and connects when it no longer is", () => {
  open();
  network.onLine = false;
  latest().ends();
  expect(states.at(-1)).toEqual({ phase: "offline" });
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.opened).toHaveLength(1);
  network.onLine = true;
  page.dispatchEvent(new Event("online"));
  expect(states.at(-1)).toEqual({ phase: "connecting" });
  expect(FakeSocket.opened).toHaveLength(2);
});

test("stops counting down when the browser goes offline", () => {
  open();
  latest().ends();
  network.onLine = false;
  page.dispatchEvent(new Event("offline"));
  expect(states.at(-1)).toEqual({ phase: "offline" });
});
