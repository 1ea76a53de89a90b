import { type Browser, chromium } from "playwright-core";
import { findProgram } from "../../../../running/tools/find-program";
import { Unavailable } from "../../../../running/user-error";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The sandbox refuses root, as which containers often run; the rest keeps the browser from calling its maker. */
const args = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** @returns the browser that `CHROMIUM_PATH` names, or the first on PATH */
export function findChromium(environment: NodeJS.ProcessEnv): string {
  const found = environment.CHROMIUM_PATH ?? names.map((name) => findProgram(name, environment)).find(Boolean);
  if (found !== undefined) return found;
  throw new Unavailable("Chromium is not on PATH; install it (Debian: apt-get install chromium) or set CHROMIUM_PATH");
}

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args });
}
