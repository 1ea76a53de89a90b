import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { availableTools } from "../../../test/helpers/available-tools";
import { findBun } from "../../../test/helpers/bun";
import { listenOnLoopback } from "../../../test/helpers/loopback";
import { ProjectCopy } from "../../../test/helpers/project-copy";
import { SlipwayRun } from "../../../test/helpers/rehearsal-run";
import { findBackendPython, workloadFolder } from "../scripts/places";
import { fileToolbox } from "./helpers/file-toolbox";

const toolbox = fileToolbox();
const tools = await availableTools("npm run app", () => {
  findBun(toolbox.projectRoot);
  return findBackendPython(toolbox);
});

describe.skipIf(tools === undefined)("npm run app", () => {
  test("serves page and backend, follows their sources, and leaves nothing after Ctrl-C", async () => {
    const { run, project, address } = await anApp();
    await expect.poll(() => run.output, patiently).toContain(`\n${address}\n`);
    expect(run.output).toContain("no GEMINI_API_KEY is set: the answers are recorded ones\n");
    expect(await answerTo("What is a slipway?", address)).toContain("A slipway is the ramp ");
    // Another address of this machine stands for the network.
    expect(await statusOf(`${address.replace("127.0.0.1", "127.0.0.2")}/health`)).toBe(0);

    project.edit(`${workloadFolder}/frontend/src/index.html`, (page) => page.replaceAll("Your question", "Your wish"));
    await expect.poll(() => textOf(address), patiently).toContain("Your wish");

    project.edit(`${workloadFolder}/backend/health.py`, (program) => program.replaceAll('"/health"', '"/alive"'));
    await expect.poll(() => statusOf(`${address}/alive`), patiently).toBe(200);
    expect(await statusOf(`${address}/health`)).toBe(404);

    run.interrupt();
    const { exitCode, leftOver } = await run.end();
    expect({ exitCode, leftOver }).toEqual({ exitCode: 130, leftOver: [] });
  });

  test("says which port is taken", async () => {
    const server = createServer();
    onTestFinished(() => void server.close());
    const port = await listenOnLoopback(server);
    const { exitCode, stderr, leftOver } = await new SlipwayRun([`${workloadFolder}/scripts/app.ts`], {
      program: "scripts/run.cjs",
      environment: { PORT: String(port) },
    }).end();
    expect({ exitCode, stderr, leftOver }).toEqual({
      exitCode: 1,
      stderr: `port ${port} cannot be used; set PORT to a free one\n`,
      leftOver: [],
    });
  });
});

const patiently = { timeout: 60_000, interval: 200 };

/** In a copy of the project, because its sources are edited. */
async function anApp() {
  const project = new ProjectCopy([workloadFolder, "test"]);
  onTestFinished(() => project.dispose());
  const port = await freePort();
  const run = new SlipwayRun([`${workloadFolder}/scripts/app.ts`], {
    program: "scripts/run.cjs",
    folder: project.folder,
    environment: { PORT: String(port), GEMINI_API_KEY: "" },
  });
  onTestFinished(() => run.interrupt());
  return { run, project, address: `http://127.0.0.1:${port}` };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answerTo(prompt: string, address: string): Promise<string> {
  const body = JSON.stringify({ prompt });
  const headers = { "content-type": "application/json" };
  return textOf(`${address}/api/generate`, { method: "POST", headers, body });
}

async function textOf(address: string, request?: RequestInit): Promise<string> {
  return (await fetch(address, request)).text();
}

/** 0 where nobody answers. */
function statusOf(address: string): Promise<number> {
  return fetch(address).then(
    ({ status }) => status,
    () => 0,
  );
}
