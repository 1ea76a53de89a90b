import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { answerTo, type Backend } from "./answer.ts";

/** What the task is told; the values of the image where nobody does. */
const {
  PORT = "3002",
  BIND_ADDRESS = "0.0.0.0",
  BACKEND_URL = "http://127.0.0.1:3001",
  LOAD_BALANCER_IDLE_TIMEOUT_SECONDS = "60",
  STOP_TIMEOUT_SECONDS = "30",
} = process.env;

const folder = join(import.meta.dirname, "..", "page");
const files = new Map(readdirSync(folder).map((name) => [`/${name}`, readFileSync(join(folder, name))] as const));
const largestBodyBytes = 16 * 1024;

const backend: Backend = async (method, path, { authorization, body }) => {
  const headers = { "content-type": "application/json", ...(authorization === undefined ? {} : { authorization }) };
  const content = method === "GET" ? {} : { body };
  const signal = AbortSignal.timeout(15_000);
  const answer = await fetch(new URL(path, BACKEND_URL), { method, headers, signal, ...content });
  return { status: answer.status, body: await answer.text() };
};

const server = createServer(async (request, response) => {
  const method = request.method ?? "GET";
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  const { authorization } = request.headers;
  const { status, headers, body } = await answerTo(
    { method, path, authorization, body: await bodyOf(request) },
    files,
    backend,
  );
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(method === "HEAD" ? undefined : body);
  // The load balancer asks for health every few seconds: nothing would be found among these lines.
  if (path !== "/health") console.log(JSON.stringify({ method, path, status }));
});
// Longer than the load balancer's: it must never send a request into a connection that is being closed.
server.keepAliveTimeout = (Number(LOAD_BALANCER_IDLE_TIMEOUT_SECONDS) + 5) * 1000;
server.listen(Number(PORT), BIND_ADDRESS, () => console.log(JSON.stringify({ listening: PORT, files: files.size })));

process.once("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  // Whatever still runs then would be killed, and counted as a failure.
  setTimeout(() => process.exit(0), Math.max(1, Number(STOP_TIMEOUT_SECONDS) - 5) * 1000).unref();
});

/** Cut where nobody would write more: the backend refuses what is no JSON then. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes <= largestBodyBytes) parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts).toString();
}
