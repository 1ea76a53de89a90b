import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { answerTo, type Files } from "./answer.ts";

/** What the task definition tells it; the values of the image where nobody does. */
const {
  PORT = "8080",
  BIND_ADDRESS = "0.0.0.0",
  LOAD_BALANCER_IDLE_TIMEOUT_SECONDS = "60",
  STOP_TIMEOUT_SECONDS = "30",
} = process.env;

const folder = join(import.meta.dirname, "..", "dist");
const files = read(folder);

const server = createServer((request, response) => {
  const method = request.method ?? "GET";
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  const { status, headers, body } = answerTo(method, path, files);
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
  const last = Math.max(1, Number(STOP_TIMEOUT_SECONDS) - 5);
  setTimeout(() => process.exit(0), last * 1000).unref();
});

/** All of it in memory: the page is small, and no request can name another file. */
function read(root: string): Files {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file.slice(root.length).replaceAll("\\", "/"), readFileSync(file)] as const;
    }),
  );
}
