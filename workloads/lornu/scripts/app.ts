import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withToolbox } from "../../../cli/session";
import type { Toolbox } from "../../../running/tools/toolbox";
import { UserError } from "../../../running/user-error";
import { bunScript, findBun } from "../../../test/helpers/bun";
import { startFakeGemini } from "../tests/helpers/backend-task";
import { findBackendPython, workloadFolder } from "./places";
import { ReloadedBackend } from "./reloaded-backend";

/** The reference workload on this machine, built and started again as its sources change, until Ctrl-C. */
async function runWorkload(toolbox: Toolbox): Promise<never> {
  const { environment, projectRoot, say, shutdown } = toolbox;
  const port = Number(environment.PORT ?? 8080);
  // Whoever reaches the page asks at the expense of the key's owner.
  const { BIND_ADDRESS: bindAddress = "127.0.0.1" } = environment;
  await mustBeFree(port, bindAddress);
  await servePage(toolbox);
  const python = await findBackendPython(toolbox);
  const backendEnvironment = {
    // An open page is told to connect again, and need not be waited for.
    STOP_TIMEOUT_SECONDS: "6",
    ...environment,
    ...(await modelVariables(toolbox, python)),
    PORT: String(port),
    BIND_ADDRESS: bindAddress,
    PYTHONDONTWRITEBYTECODE: "1",
  };
  const backend = new ReloadedBackend(
    () =>
      shutdown.children.start(python, ["-m", "backend.main"], {
        cwd: join(projectRoot, workloadFolder),
        env: backendEnvironment,
        stdio: ["ignore", "inherit", "inherit"],
      }),
    join(projectRoot, workloadFolder, "backend"),
    say,
  );
  const address = `http://127.0.0.1:${port}`;
  while (!(await answers(address))) {
    if (!backend.isRunning) throw new UserError("the backend ended at its start, for the reason above");
    await sleep(100);
  }
  say(address);
  return new Promise(() => {});
}

/** Once to the end, because the backend wants a page to serve; then after each change. */
async function servePage({ environment, projectRoot, shutdown }: Toolbox): Promise<void> {
  const bun = findBun(projectRoot);
  const options = { cwd: join(projectRoot, workloadFolder, "frontend"), env: environment };
  const { exitCode, stderr } = await shutdown.children.run(bun, bunScript("build"), options);
  if (exitCode !== 0) throw new UserError(`the page could not be built: ${stderr.trim()}`);
  shutdown.children.start(bun, bunScript("watch"), { ...options, stdio: ["ignore", "ignore", "inherit"] });
}

async function modelVariables({ environment, say, shutdown }: Toolbox, python: string): Promise<NodeJS.ProcessEnv> {
  const { GEMINI_API_KEY: key } = environment;
  if (key !== undefined && key !== "") return {};
  say("no GEMINI_API_KEY is set: the answers are recorded ones");
  const address = await startFakeGemini({ python, children: shutdown.children, environment });
  return { GEMINI_API_KEY: "recorded", GOOGLE_GEMINI_BASE_URL: address };
}

function mustBeFree(port: number, bindAddress: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", () => reject(new UserError(`port ${port} cannot be used; set PORT to a free one`)));
    server.listen(port, bindAddress, () => server.close(() => resolve()));
  });
}

function answers(address: string): Promise<boolean> {
  return fetch(`${address}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

const { env: environment, stdout, stderr } = process;
withToolbox({ environment, stdout, stderr, projectRoot: process.cwd() }, console.log, runWorkload).catch((error) => {
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
});
