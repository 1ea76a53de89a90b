import {
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  STATUS_CODES,
  request as send,
} from "node:http";
import { type Duplex, finished, pipeline } from "node:stream";

/** One request with its answer, or one upgraded connection, on its way between a client and a target. */
export interface Exchange {
  readonly over: Promise<void>;
  isOver(): boolean;
  /** Ends it because neither side said anything for too long. */
  giveUp(): void;
}

/** Where a request goes, and on which connections. */
interface Destination {
  readonly port: number;
  readonly connections: Agent;
}

export function statusOf(code: number): string {
  return STATUS_CODES[code] ?? "";
}

/** Both bodies are streamed, so the slower side holds back the faster one; the end of either side ends the other. */
export function carryRequest(target: Destination, incoming: IncomingMessage, answer: ServerResponse): Exchange {
  const outgoing = send({ ...addressOf(target, incoming), agent: target.connections });
  outgoing.on("response", (response) => {
    answer.writeHead(response.statusCode ?? 502, withoutHop(response.headers));
    // A stream may take its time to its first byte.
    answer.flushHeaders();
    pipeline(response, answer, () => undefined);
  });
  outgoing.on("error", () => refuse(answer, 502));
  answer.on("close", () => outgoing.destroy());
  incoming.pipe(outgoing);
  return exchangeOf(answer, () => {
    refuse(answer, 504);
    outgoing.destroy();
  });
}

/** Once both sides have agreed, bytes pass either way until one of the two connections closes. */
export function carryUpgrade(target: Destination, incoming: IncomingMessage, client: Duplex, head: Buffer): Exchange {
  const { connection, upgrade } = incoming.headers;
  const address = addressOf(target, incoming);
  const outgoing = send({ ...address, headers: { ...address.headers, connection, upgrade }, agent: false });
  outgoing.on("upgrade", (response, server, firstBytes) => {
    client.write(headOf(response));
    client.write(firstBytes);
    server.write(head);
    server.on("error", () => undefined).on("close", () => client.end());
    client.on("close", () => server.destroy());
    client.pipe(server).pipe(client);
  });
  outgoing.on("response", (response) => {
    client.write(headOf(response));
    pipeline(response, client, () => undefined);
  });
  outgoing.on("error", () => client.end(`HTTP/1.1 502 ${statusOf(502)}\r\nconnection: close\r\n\r\n`));
  client.on("error", () => undefined).on("close", () => outgoing.destroy());
  outgoing.end();
  return exchangeOf(client, () => client.destroy());
}

function exchangeOf(clientSide: Duplex | ServerResponse, giveUp: () => void): Exchange {
  let isOver = false;
  const over = new Promise<void>((resolve) => {
    finished(clientSide, () => {
      isOver = true;
      resolve();
    });
  });
  return { over, isOver: () => isOver, giveUp };
}

function addressOf(target: Destination, { method, url, headers, socket }: IncomingMessage) {
  const forwarded = {
    "x-forwarded-for": socket.remoteAddress,
    "x-forwarded-proto": "http",
    "x-forwarded-port": socket.localPort,
  };
  const sent = { ...withoutHop(headers), ...forwarded };
  return { host: "127.0.0.1", port: target.port, method, path: url, headers: sent };
}

/** Without the headers that belong to one connection and not to the message. */
function withoutHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection, "keep-alive": keepAlive, "transfer-encoding": transferEncoding, upgrade, ...rest } = headers;
  return rest;
}

function refuse(answer: ServerResponse, status: number): void {
  if (answer.headersSent) answer.destroy();
  else answer.writeHead(status).end(statusOf(status));
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  const lines = names.map((name, index) => `${name}: ${rawHeaders[index * 2 + 1]}\r\n`);
  return `HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join("")}\r\n`;
}
