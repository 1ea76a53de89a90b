import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { type GithubClient, githubClient } from "../../../../../delivery/github/client";
import { listenOnLoopback } from "../../../../../test/helpers/loopback";

interface Commit {
  readonly text: string;
  readonly parents: readonly string[];
}

interface PullRequest {
  readonly html_url: string;
  readonly head: string;
  isOpen: boolean;
}

const sentSchema = z.object({
  ref: z.string().default(""),
  sha: z.string().default(""),
  tree: z.union([z.string(), z.array(z.object({ content: z.string() }))]).optional(),
  parents: z.array(z.string()).default([]),
  head: z.string().default(""),
});

interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

interface Asked {
  readonly name: string;
  readonly query: URLSearchParams;
  readonly sent: z.output<typeof sentSchema>;
}

const missing: Answer = { status: 404, body: { message: "Not Found" } };

/** One file's history in a repository of GitHub on loopback, with branches and pull requests. */
export class FakeRepository {
  readonly commits: Record<string, Commit> = {};
  readonly branches: Record<string, string> = {};
  readonly pullRequests: PullRequest[] = [];
  /** What of the requests changes something. */
  readonly writes: string[] = [];
  /** As where Actions may not create pull requests. */
  refusesPullRequests = false;

  private readonly answers: readonly (readonly [RegExp, (asked: Asked) => Answer])[] = [
    [/^GET \/contents\//, ({ query }) => this.contents(query.get("ref") ?? "main")],
    [/^GET \/git\/ref\/heads\/([\w-]+)$/, ({ name }) => this.branch(name)],
    [/^GET \/git\/commits\/(\w+)$/, ({ name }) => ({ body: { tree: { sha: `tree of ${name}` } } })],
    [/^POST \/git\/trees$/, ({ sent: { tree } }) => ({ body: { sha: Array.isArray(tree) ? tree[0]?.content : "" } })],
    [
      /^POST \/git\/commits$/,
      ({ sent: { tree, parents } }) => ({ body: { sha: this.add({ text: String(tree), parents }) } }),
    ],
    [/^POST \/git\/refs$/, ({ sent: { ref, sha } }) => this.move(ref.replace("refs/heads/", ""), sha)],
    [/^PATCH \/git\/refs\/heads\/([\w-]+)$/, ({ name, sent }) => this.move(name, sent.sha)],
    [
      /^GET \/pulls$/,
      ({ query }) => ({ body: this.pullRequests.filter(({ isOpen, head }) => isOpen && isAskedFor(head, query)) }),
    ],
    [/^POST \/pulls$/, ({ sent }) => this.open(sent.head)],
  ];

  private constructor(text: string) {
    this.branches.main = this.add({ text, parents: [] });
  }

  static async start(text: string): Promise<{ readonly repository: FakeRepository; readonly client: GithubClient }> {
    const repository = new FakeRepository(text);
    const server = createServer(async (request, response) => {
      const { status = 200, ...answer } = await repository.answer(request);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
    });
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${await listenOnLoopback(server)}`;
    return { repository, client: githubClient({ GITHUB_API_URL: url, GITHUB_TOKEN: "secret" }) };
  }

  add(commit: Commit): string {
    const id = `c${Object.keys(this.commits).length + 1}`;
    this.commits[id] = commit;
    return id;
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://localhost");
    const what = `${request.method} ${pathname.replace(/^\/repos\/shop-works\/shop-works/, "")}`;
    if (request.method !== "GET") this.writes.push(what);
    const sent = sentSchema.parse(request.method === "GET" ? {} : await json(request));
    const [pattern, answer] = this.answers.find(([known]) => known.test(what)) ?? [];
    const [, name = ""] = pattern?.exec(what) ?? [];
    return answer?.({ name, query, sent }) ?? { status: 500, body: { message: `${what} is not known here` } };
  }

  private contents(ref: string): Answer {
    const commit = this.commits[this.branches[ref] ?? ""];
    return commit === undefined ? missing : { body: { content: Buffer.from(commit.text).toString("base64") } };
  }

  private branch(name: string): Answer {
    const sha = this.branches[name];
    return sha === undefined ? missing : { body: { object: { sha } } };
  }

  /** GitHub closes a pull request whose branch has nothing of its own. */
  private move(branch: string, sha: string): Answer {
    this.branches[branch] = sha;
    for (const pull of this.pullRequests) if (pull.head === branch) pull.isOpen &&= sha !== this.branches.main;
    return { body: { object: { sha } } };
  }

  private open(head: string): Answer {
    const refusal = "GitHub Actions is not permitted to create or approve pull requests.";
    if (this.refusesPullRequests) return { status: 403, body: { message: refusal } };
    const html_url = `https://github.com/#${this.pullRequests.length + 1}`;
    this.pullRequests.push({ html_url, head, isOpen: true });
    return { body: { html_url } };
  }
}

function isAskedFor(head: string, query: URLSearchParams): boolean {
  return query.get("head") === `shop-works:${head}` && query.get("base") === "main" && query.get("state") === "open";
}
