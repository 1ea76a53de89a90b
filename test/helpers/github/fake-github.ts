import { createServer, type IncomingMessage, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { listenOnLoopback } from "../loopback";
import { type FaultOf, isDone, send } from "../terraform-cloud/faults";

export interface Written {
  readonly id: number;
  readonly number: number;
  readonly html_url: string;
  body: string;
  title?: string;
  state: "open" | "closed";
  readonly labels: readonly string[];
  readonly user: { readonly login: string };
}

const changeSchema = z.object({
  body: z.string().optional(),
  title: z.string().optional(),
  state: z.enum(["open", "closed"]).optional(),
  labels: z.array(z.string()).optional(),
});

type Change = z.output<typeof changeSchema>;

/** One repository's comments and issues on loopback, with pages; every token is of `login`. */
export class FakeGithub {
  readonly login = "github-actions[bot]";
  readonly comments: Written[] = [];
  readonly issues: Written[] = [];
  /** Such as `POST /repos/shop-works/agents/issues`. */
  readonly asked: string[] = [];
  /** What goes wrong with a request; they are counted from 1. */
  faultOf: FaultOf = () => undefined;
  private readonly server: Server;
  private readonly answers: readonly (readonly [RegExp, (request: Asked) => unknown])[] = [
    [/^POST \/graphql$/, () => ({ data: { viewer: { login: this.login } } })],
    [/^GET \S+\/issues\/\d+\/comments$/, ({ query }) => page(this.comments, query)],
    [/^POST \S+\/issues\/\d+\/comments$/, ({ change }) => this.add(this.comments, change)],
    [/^PATCH \S+\/issues\/comments\/(\d+)$/, ({ id, change }) => changed(this.comments, id, change)],
    [/^GET \S+\/issues$/, ({ query }) => page(this.listed(query), query)],
    [/^POST \S+\/issues$/, ({ change }) => this.add(this.issues, change)],
    [/^PATCH \S+\/issues\/(\d+)$/, ({ id, change }) => changed(this.issues, id, change)],
  ];

  private constructor(private readonly further: Readonly<Record<string, unknown>>) {
    this.server = createServer(async (request, response) => {
      const { method = "GET", url: path = "/" } = request;
      const fault = this.faultOf({ number: this.asked.length + 1, method, path });
      if (!isDone(fault)) this.asked.push(`${method} ${path}`);
      const answer = isDone(fault) ? await this.answer(request) : undefined;
      const headers = { "content-type": "application/json" };
      const content = JSON.stringify(answer ?? { message: "Not Found" });
      await send(response, { status: answer === undefined ? 404 : 200, headers, content }, fault);
    });
  }

  /** @param further answers by method and path, such as `GET /repos/shop-works/agents/environments/staging` */
  static async start(further: Readonly<Record<string, unknown>> = {}): Promise<FakeGithub & { readonly url: string }> {
    const github = new FakeGithub(further);
    const port = await listenOnLoopback(github.server);
    return Object.assign(github, { url: `http://127.0.0.1:${port}` });
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  add(list: Written[], { body = "", title, labels = [] }: Change, login = this.login): Written {
    const id = list.length + 1;
    const written = { id, number: id, html_url: `https://github.com/#${id}`, body, title, labels, user: { login } };
    list.push({ ...written, state: "open" });
    return { ...written, state: "open" };
  }

  private async answer(request: IncomingMessage): Promise<unknown> {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://localhost");
    const route = `${request.method} ${pathname}`;
    this.asked.push(route);
    if (route in this.further) return paged(this.further[route], query);
    const [pattern, answer] = this.answers.find(([known]) => known.test(route)) ?? [];
    const id = Number(pattern?.exec(route)?.[1]);
    const change = request.method === "GET" ? {} : changeSchema.parse(await json(request));
    return answer?.({ query, id, change });
  }

  private listed(query: URLSearchParams): readonly Written[] {
    const label = query.get("labels") ?? "";
    return this.issues.filter(({ state, labels }) => state === query.get("state") && labels.includes(label));
  }
}

interface Asked {
  readonly query: URLSearchParams;
  readonly id: number;
  readonly change: Change;
}

/** As GitHub cuts every list: "Using pagination in the REST API". */
function page<Entry>(list: readonly Entry[], query: URLSearchParams): readonly Entry[] {
  const size = Math.min(Number(query.get("per_page") ?? 30), 100);
  return list.slice((Number(query.get("page") ?? 1) - 1) * size).slice(0, size);
}

/** A list, or what stands beside `total_count`. */
function paged(answer: unknown, query: URLSearchParams): unknown {
  if (Array.isArray(answer)) return page(answer, query);
  if (!(answer instanceof Object && "total_count" in answer)) return answer;
  const entries = Object.entries(answer);
  return Object.fromEntries(entries.map(([key, value]) => [key, Array.isArray(value) ? page(value, query) : value]));
}

function changed(list: readonly Written[], id: number, { labels: _, ...change }: Change): Written | undefined {
  const found = list.find((written) => written.id === id);
  return found === undefined ? undefined : Object.assign(found, change);
}
