import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../../running/run-folder";
import { Shutdown } from "../../../running/shutdown";
import { cacheFolder } from "../../../running/tools/cache-folder";
import { officialReleaseHosts } from "../../../running/tools/toolbox";
import { findBun } from "../../../test/helpers/bun";
import { freePort } from "../../../test/helpers/image/running-image";
import { findChromaPython, workloadFolder } from "./places";

/** The real server from PyPI behind its token, and with it the two programs that use it. */
const shutdown = new Shutdown(() => {});
const token = "a-token-of-the-test";
const wholeDatabase = "/api/v2/tenants/default_tenant/databases/default_database";
let python = "";
let data = "";
let address = "";

beforeAll(async () => {
  const say = (text: string) => console.log(text);
  const environment = process.env;
  const cache = cacheFolder(environment);
  const releaseHosts = officialReleaseHosts;
  python = await findChromaPython({ environment, cache, projectRoot: process.cwd(), releaseHosts, shutdown, say });
});
beforeEach(() => {
  data = temporaryFolder(shutdown);
});
afterAll(() => shutdown.finish());

/** Runs until the test file ends, or until `stop`. */
function start(command: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
  const env = { PATH: process.env.PATH, BIND_ADDRESS: "127.0.0.1", ...environment };
  const child = shutdown.children.start(command, args, { env });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => output.push(chunk));
  return {
    pid: child.pid,
    text: () => Buffer.concat(output).toString(),
    hasEnded: () => child.exitCode !== null,
    exit: once(child, "exit").then(([exitCode]) => exitCode),
    stop: () => child.kill("SIGTERM"),
  };
}

type Program = ReturnType<typeof start>;

async function healthy(program: Program, url: string): Promise<Program> {
  await expect
    .poll(async () => {
      if (program.hasEnded()) throw new Error(program.text());
      return (await fetch(url).catch(() => undefined))?.status;
    })
    .toBe(200);
  return program;
}

async function startChroma(): Promise<Program> {
  const port = String(await freePort());
  address = `http://127.0.0.1:${port}`;
  const environment = { PORT: port, CHROMA_DATA_PATH: data, CHROMA_SERVER_AUTH_CREDENTIALS: token };
  const program = start(python, [`${workloadFolder}/chromadb/server.py`], environment);
  return healthy(program, `${address}/api/v2/heartbeat`);
}

async function ask(path: string, body: object, authorization: string | undefined = `Bearer ${token}`) {
  const headers = { "content-type": "application/json", ...(authorization && { authorization }) };
  const answer = await fetch(`${address}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const content: unknown = await answer.json();
  return { status: answer.status, content: Object(content) };
}

test("without a token to ask for, it does not start", async () => {
  const program = start(python, [`${workloadFolder}/chromadb/server.py`], { CHROMA_SERVER_AUTH_CREDENTIALS: "short" });
  expect(await program.exit).toBe(1);
  expect(program.text()).toContain("CHROMA_SERVER_AUTH_CREDENTIALS is not set, or has less than 16 characters");
});

describe("Chroma's server", () => {
  const entry = { ids: ["tower"], embeddings: [[0, 1, 0]], documents: ["the tower is by the sea"] };
  const query = { query_embeddings: [[0, 1, 0.1]], n_results: 1, include: ["documents"] };

  test("keeps a collection when its process is replaced on the same folder", async () => {
    const first = await startChroma();
    const { content } = await ask(`${wholeDatabase}/collections`, { name: "notes" });
    expect(await ask(`${wholeDatabase}/collections/${content.id}/add`, entry)).toMatchObject({ status: 201 });
    first.stop();
    expect(await first.exit).toBe(0);
    await expect(fetch(address)).rejects.toThrow();

    const second = await startChroma();
    const found = await ask(`${wholeDatabase}/collections/${content.id}/query`, query);
    expect(found).toMatchObject({ status: 200, content: { documents: [entry.documents] } });
    second.stop();
    expect(await second.exit).toBe(0);
  });

  test("answers 401 without its token, and says its heartbeat to everybody", async () => {
    const program = await startChroma();
    for (const authorization of ["", "Bearer ", "Bearer another-token-here", token, `Basic ${btoa(`a:${token}`)}`]) {
      expect(await ask(`${wholeDatabase}/collections`, { name: "theirs" }, authorization)).toMatchObject({
        status: 401,
      });
    }
    const listed = await fetch(`${address}${wholeDatabase}/collections`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(JSON.stringify(await listed.json())).not.toContain("theirs");
    expect((await fetch(`${address}/api/v2/heartbeat`)).status).toBe(200);
    expect((await fetch(`${address}/api/v2/heartbeat`, { method: "POST" })).status).toBe(401);
    expect(program.text()).not.toContain(token);
    program.stop();
    await program.exit;
  });

  test("ends with the database, so that whoever runs it starts it anew", async () => {
    const program = await startChroma();
    const found = await shutdown.children.run("pgrep", ["-P", String(program.pid)], { env: process.env });
    process.kill(Number(found.stdout), "SIGKILL");
    expect(await program.exit).not.toBe(0);
  });
});

describe("page, backend and Chroma together", () => {
  let page = "";
  let programs: readonly Program[] = [];

  beforeEach(async () => {
    const chroma = await startChroma();
    const bun = findBun(process.cwd());
    const [backendPort, pagePort] = [String(await freePort()), String(await freePort())];
    const backendUrl = `http://127.0.0.1:${backendPort}`;
    page = `http://127.0.0.1:${pagePort}`;
    const backend = start(bun, [`${workloadFolder}/backend/main.ts`], {
      PORT: backendPort,
      NODE_ENV: "staging",
      JWT_SECRET: "k".repeat(32),
      // Bun's client takes the kind of database from the address: a file stands in for the server.
      DATABASE_URL: `sqlite://${join(data, "history.sqlite")}`,
      CHROMADB_URL: address,
      CHROMA_AUTH_TOKEN: token,
    });
    const frontend = start(bun, [`${workloadFolder}/frontend/server/main.ts`], {
      PORT: pagePort,
      NODE_ENV: "staging",
      BACKEND_URL: backendUrl,
    });
    await healthy(backend, `${backendUrl}/api/health`);
    await healthy(frontend, `${page}/health`);
    programs = [frontend, backend, chroma];
  });

  async function tell(path: string, session: string, text?: string) {
    const body = text === undefined ? {} : { method: "POST", body: JSON.stringify({ text }) };
    const answer = await fetch(`${page}${path}`, { headers: { authorization: `Bearer ${session}` }, ...body });
    const content: unknown = await answer.json();
    return { status: answer.status, content };
  }

  test("what a visitor tells is found again, and what was said is remembered", async () => {
    const opened = await fetch(`${page}/api/sessions`, { method: "POST" });
    const session = String(Object(await opened.json()).token);
    const sea = "the tower is by the sea";
    expect(await tell("/api/notes", session, sea)).toMatchObject({ status: 201 });
    expect(await tell("/api/notes", session, "bread is baked on Mondays")).toMatchObject({ status: 201 });
    const asked = await tell("/api/chat", session, "where is the tower?");
    expect(asked).toMatchObject({ status: 200, content: { answer: sea } });
    const exchanges = [{ question: "where is the tower?", answer: sea }];
    expect(await tell("/api/history", session)).toEqual({ status: 200, content: { exchanges } });
    expect(await tell("/api/chat", "none", "where is the tower?")).toMatchObject({ status: 401 });
    expect(await (await fetch(page)).text()).toContain("<h1>Aldeia</h1>");

    const [frontend, backend, chroma] = programs;
    chroma?.stop();
    await chroma?.exit;
    expect(await tell("/api/chat", session, "where is the tower?")).toMatchObject({ status: 503 });
    for (const program of [frontend, backend]) program?.stop();
    expect(await Promise.all([frontend, backend].map((program) => program?.exit))).toEqual([0, 0]);
    expect(backend?.text()).not.toMatch(/k{32}|a-token-of-the-test|sqlite:/);
  });
});
