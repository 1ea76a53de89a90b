import { execFileSync } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "../../../../running/run-folder";
import type { Shutdown } from "../../../../running/shutdown";
import { bunScript, findBun } from "../../../../test/helpers/bun";
import { workloadFolder } from "../../scripts/places";
import { backendSurroundings } from "./backend-surroundings";
import { type BackendSurroundings, BackendTask, startFakeGemini } from "./backend-task";
import { findChromium, launchChromium } from "./chromium";
import { FailingNetwork } from "./failing-network";
import { fileToolbox } from "./file-toolbox";

export interface PageTools {
  readonly bun: string;
  readonly chromium: string;
  readonly shutdown: Shutdown;
  readonly surroundings: BackendSurroundings;
}

export async function findPageTools(): Promise<PageTools> {
  const toolbox = fileToolbox();
  const [bun, chromium] = [findBun(toolbox.projectRoot), findChromium(toolbox.environment)];
  return { bun, chromium, shutdown: toolbox.shutdown, surroundings: await backendSurroundings(toolbox) };
}

const callsSchema = z.object({ cancelled: z.int() });

/** The page's heartbeats come three times in the load balancer's idle timeout. */
const times = { idleTimeoutSeconds: 3, stopTimeoutSeconds: 30 };
export const heartbeatSeconds = times.idleTimeoutSeconds / 3;

/** The built page, the backend that serves it, the recorded Gemini API behind it, and Chromium in front of it. */
export class PageStage {
  private constructor(
    private readonly surroundings: BackendSurroundings,
    private readonly browser: Browser,
    private readonly geminiAddress: string,
    private readonly backend: BackendTask,
  ) {}

  static async set(tools: PageTools): Promise<PageStage> {
    const surroundings = { ...tools.surroundings, folder: builtPage(tools) };
    const [gemini, browser] = await Promise.all([startFakeGemini(surroundings), launchChromium(tools.chromium)]);
    return new PageStage(surroundings, browser, gemini, await BackendTask.start(surroundings, gemini, times));
  }

  /** How many answers the model was told to give up. */
  async cancelledCalls(): Promise<number> {
    const response = await fetch(`${this.geminiAddress}/calls`);
    return callsSchema.parse(await response.json()).cancelled;
  }

  anotherBackend(): Promise<BackendTask> {
    return BackendTask.start(this.surroundings, this.geminiAddress, times);
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

  strike(): Promise<void> {
    return this.browser.close();
  }
}

/** Laid out as the workload is, but its own: other tests build the page at the same time. */
function builtPage({ shutdown, bun }: PageTools): string {
  const folder = temporaryFolder(shutdown);
  symlinkSync(resolve(workloadFolder, "backend"), join(folder, "backend"));
  for (const name of ["package.json", "src"]) {
    cpSync(join(workloadFolder, "frontend", name), join(folder, "frontend", name), { recursive: true });
  }
  execFileSync(bun, bunScript("build"), { cwd: join(folder, "frontend"), stdio: "pipe" });
  return folder;
}
