import { execFileSync } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "../../cli/rehearsal/run-folder";
import { Shutdown } from "../../cli/rehearsal/shutdown";
import { findBun } from "../../cli/tools/bun";
import { cacheFolder } from "../../cli/tools/cache-folder";
import { findPackagePython } from "../../cli/tools/python";
import { officialReleaseHosts } from "../../cli/tools/toolbox";
import { type Backend, startBackend } from "../../scripts/workload/backend";
import { startRecordedGemini } from "../../scripts/workload/recorded-gemini";
import { findChromium, launchChromium } from "./chromium";
import { FailingNetwork } from "./failing-network";

export interface PageTools {
  readonly shutdown: Shutdown;
  readonly bun: string;
  readonly chromium: string;
  readonly python: string;
}

export async function findPageTools(): Promise<PageTools> {
  const environment = process.env;
  const shutdown = new Shutdown(() => {});
  const toolbox = {
    environment,
    shutdown,
    projectRoot: process.cwd(),
    cache: cacheFolder(environment),
    releaseHosts: officialReleaseHosts,
    say: () => {},
  };
  const [bun, chromium] = [findBun(toolbox.projectRoot), findChromium(environment)];
  return { shutdown, bun, chromium, python: await findPackagePython(toolbox, "backend", ["requirements.txt"]) };
}

const callsSchema = z.object({ cancelled: z.int() });

/** A third of the load balancer's idle timeout that the backend is told. */
export const heartbeatSeconds = 1;

/** The built page, the backend that serves it, the recorded Gemini API behind it, and Chromium in front of it. */
export class PageStage {
  private constructor(
    private readonly tools: PageTools,
    private readonly folder: string,
    private readonly browser: Browser,
    private readonly geminiAddress: string,
    private readonly backend: Backend,
  ) {}

  static async set(tools: PageTools): Promise<PageStage> {
    const folder = builtPage(tools);
    const place = { python: tools.python, folder, environment: process.env };
    const [gemini, browser] = await Promise.all([
      startRecordedGemini(tools.shutdown.children, place),
      launchChromium(tools.chromium),
    ]);
    return new PageStage(tools, folder, browser, gemini, await startedBackend(tools, folder, gemini));
  }

  /** How many answers the model was told to give up. */
  async cancelledCalls(): Promise<number> {
    const response = await fetch(`${this.geminiAddress}/calls`);
    return callsSchema.parse(await response.json()).cancelled;
  }

  anotherBackend(): Promise<Backend> {
    return startedBackend(this.tools, this.folder, this.geminiAddress);
  }

  /** A page of a browser that knows nothing of the others, behind a network of its own. */
  async open(options: BrowserContextOptions = {}): Promise<{ readonly page: Page; readonly network: FailingNetwork }> {
    const network = await FailingNetwork.to(this.backend.port);
    const baseURL = `http://127.0.0.1:${network.port}`;
    const context = await this.browser.newContext({ baseURL, ...options });
    onTestFinished(async () => {
      await context.close();
      network.close();
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto("/");
    return { page, network };
  }

  async strike(): Promise<void> {
    await this.browser.close();
    await this.tools.shutdown.finish();
  }
}

/** Laid out as the project is, but its own: other tests build the page at the same time. */
function builtPage({ shutdown, bun }: PageTools): string {
  const folder = temporaryFolder(shutdown);
  symlinkSync(resolve("backend"), join(folder, "backend"));
  for (const name of ["package.json", "src"]) {
    cpSync(join("frontend", name), join(folder, "frontend", name), { recursive: true });
  }
  execFileSync(bun, ["run", "build"], { cwd: join(folder, "frontend"), stdio: "pipe" });
  return folder;
}

function startedBackend({ shutdown, python }: PageTools, folder: string, gemini: string): Promise<Backend> {
  const environment = {
    ...process.env,
    PORT: "0",
    GEMINI_API_KEY: "recorded",
    GOOGLE_GEMINI_BASE_URL: gemini,
    LOAD_BALANCER_IDLE_TIMEOUT_SECONDS: String(3 * heartbeatSeconds),
  };
  return startBackend(shutdown.children, { python, folder, environment });
}
