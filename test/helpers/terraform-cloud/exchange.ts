import type { IncomingMessage, ServerResponse } from "node:http";
import { Archivist } from "./archivist";
import { breachesOf } from "./contract";
import type { Database } from "./database";
import { type AskedRequest, type Fault, type FaultOf, isDone, type Reply, send } from "./faults";
import { ApiError, notFound, Page } from "./json-api";
import { paged } from "./paged";
import { Caller } from "./permissions";
import { type Answer, matched, type Route } from "./route";

/** From a request to its answer, or to what a fault leaves of it. */
export class Exchange {
  private asked: AskedRequest[] = [];
  private fault: FaultOf = () => undefined;
  private readonly archivist: Archivist;
  private readonly breaches: string[] = [];

  constructor(
    private readonly database: Database,
    private readonly routes: readonly Route[],
  ) {
    this.archivist = new Archivist(database);
  }

  set faultOf(faultOf: FaultOf) {
    this.asked = [];
    this.fault = faultOf;
  }

  get requests(): readonly AskedRequest[] {
    return this.asked;
  }

  /** @throws Error where something was asked or answered that HCP Terraform does not know */
  judge(): void {
    const breaches = [...new Set(this.breaches)];
    if (breaches.length > 0) throw new Error(`unlike HCP Terraform:\n${breaches.join("\n")}`);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const asked = { number: this.asked.length + 1, method, path: url.replace(/^\/api\/v2/, "") };
    this.asked.push(asked);
    const fault = this.fault(asked);
    const content = await contentOf(request).catch(() => undefined);
    if (content === undefined) return;
    await send(response, this.reply(request, content, fault), fault);
  }

  private reply(request: IncomingMessage, content: Buffer, fault: Fault | undefined): Reply {
    try {
      return replyOf(isDone(fault) ? this.judged(request, content, this.answer(request, content)) : { status: 200 });
    } catch (error) {
      const refusal = error instanceof ApiError ? error : new ApiError(500, "internal server error", String(error));
      const { status, title, detail } = refusal;
      return replyOf({ status, body: { errors: [{ status: String(status), title, detail }] } });
    }
  }

  /** @throws ApiError in the place of an answer that HCP Terraform would not give, or to a request that it does not know */
  private judged({ method = "GET", url = "/" }: IncomingMessage, content: Buffer, answer: Answer): Answer {
    const { pathname, searchParams: query } = new URL(url, "https://localhost");
    if (!pathname.startsWith("/api/v2/")) return answer;
    const path = pathname.replace("/api/v2", "");
    const { status, body } = answer;
    const breaches = breachesOf({ method, path, query, request: parsed(content), status, answer: plainJson(body) });
    this.breaches.push(...breaches);
    if (breaches.length > 0) throw new ApiError(400, "unlike HCP Terraform", breaches.join("; "));
    return answer;
  }

  private answer({ method = "GET", url = "/", headers }: IncomingMessage, content: Buffer): Answer {
    const { pathname, searchParams } = new URL(url, "https://localhost");
    if (pathname === "/.well-known/terraform.json") return discovery;
    const object = /^\/archivist\/(.+)$/.exec(pathname)?.[1];
    if (object !== undefined) return this.archive(method, object, searchParams, content);
    const path = pathname.replace(/^\/api\/v2/, "");
    const caller = Caller.of(this.database, headers.authorization);
    for (const candidate of this.routes) {
      const parameters = candidate.method === method ? matched(candidate.path, path) : undefined;
      if (parameters === undefined) continue;
      const answer = candidate.answer({ parameters, query: searchParams, body: parsed(content) }, caller);
      return answer.body instanceof Page ? { ...answer, body: paged(answer.body, searchParams) } : answer;
    }
    throw notFound();
  }

  private archive(method: string, object: string, query: URLSearchParams, content: Buffer): Answer {
    if (method !== "PUT") return { status: 200, body: this.archivist.read(object, query) };
    this.archivist.upload(object, content);
    return { status: 200 };
  }
}

const jsonApi = "application/vnd.api+json";

/** Documentation, API Overview, "Rate Limiting": 30 requests a second; go-tfe's client reads the limit at its start. */
const everyAnswer = {
  "tfp-api-version": "2.6",
  "tfp-appname": "HCP Terraform",
  "x-ratelimit-limit": "30",
  "x-ratelimit-remaining": "29",
  "x-ratelimit-reset": "0",
};

/** How terraform finds the API on a host. */
const discovery: Answer = {
  status: 200,
  body: { "tfe.v2": "/api/v2/" },
  headers: { "content-type": "application/json" },
};

function replyOf({ status, body, headers }: Answer): Reply {
  const type = Buffer.isBuffer(body) ? "application/octet-stream" : jsonApi;
  return { status, headers: { "content-type": type, ...everyAnswer, ...headers }, content: contentIn(body) };
}

function contentIn(body: object | undefined): string | Buffer {
  if (body === undefined) return "";
  return Buffer.isBuffer(body) ? body : JSON.stringify(body);
}

function plainJson(body: object | undefined): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body));
}

async function contentOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parsed(content: Buffer): unknown {
  if (content.length === 0) return undefined;
  try {
    return JSON.parse(content.toString("utf8"));
  } catch {
    throw new ApiError(400, "bad request", "the body is not JSON");
  }
}
