import { createServer, type IncomingMessage } from "node:http";
import { type Answer, answerTo, refused } from "./answer.ts";
import { databaseHistory, type Sql } from "./history.ts";
import { chromaNotes } from "./notes.ts";
import { readSettings } from "./settings.ts";

/** What is used of Bun, whose own types are a package of many more. */
declare const Bun: { readonly SQL: new (address: string) => Sql };

const settings = readSettings(process.env);
const surroundings = {
  notes: chromaNotes(settings.chromaUrl, settings.chromaToken),
  history: databaseHistory(new Bun.SQL(settings.databaseUrl)),
  jwtSecret: settings.jwtSecret,
  nowSeconds: () => Date.now() / 1000,
};
const largestBodyBytes = 16 * 1024;

const server = createServer(async (request, response) => {
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  const method = request.method ?? "GET";
  const { status, content } = await answer(request, method, path);
  const body = JSON.stringify(content);
  const headers = {
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
  // The load balancer asks for health every few seconds: nothing would be found among these lines.
  if (path !== "/api/health") console.log(JSON.stringify({ method, path, status }));
});
// Longer than the load balancer's: it must never send a request into a connection that is being closed.
server.keepAliveTimeout = (settings.idleTimeoutSeconds + 5) * 1000;
server.listen(settings.port, settings.address, () => console.log(JSON.stringify({ listening: settings.port })));

process.once("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  // Whatever still runs then would be killed, and counted as a failure.
  setTimeout(() => process.exit(0), Math.max(1, settings.stopTimeoutSeconds - 5) * 1000).unref();
});

async function answer(request: IncomingMessage, method: string, path: string): Promise<Answer> {
  try {
    const body = await bodyOf(request);
    if (body === undefined) return refused(413, `at most ${largestBodyBytes} bytes`);
    return await answerTo({ method, path, authorization: request.headers.authorization, body }, surroundings);
  } catch (error) {
    // Its kind alone: messages of a database's client quote addresses.
    console.error(JSON.stringify({ method, path, failed: error instanceof Error ? error.name : "unknown" }));
    return refused(503, "a database does not answer; try again later");
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > largestBodyBytes) return undefined;
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts).toString();
}
