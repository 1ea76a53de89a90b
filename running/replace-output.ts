import fs from "node:fs";
import path from "node:path";
import { mendable } from "./user-error";

/** What `terraform init` leaves in a stack's folder, all of it bound to one backend and its providers. */
const initialized = [".terraform", ".terraform.lock.hcl", "terraform.d"];

/** What CDKTF copies beside a stack, such as the program of a function. */
const assets = "assets";

/**
 * Lets `synthesize` fill a new folder, and moves what it wrote to `outdir` only when it returns, so that a failure
 * leaves the old output as it was. Stacks that are no longer written are removed, and nothing that is no stack; what Terraform keeps in the folder
 * of the others stays, unless their backend changed: Terraform would then ask to migrate a state.
 */
export function replaceOutput(outdir: string, synthesize: (folder: string) => void): void {
  const release = holdSignals();
  try {
    fs.mkdirSync(path.dirname(outdir), { recursive: true });
    const folder = fs.mkdtempSync(`${outdir}.`);
    try {
      synthesize(folder);
      moveStacks(path.join(folder, "stacks"), path.join(outdir, "stacks"));
      fs.renameSync(path.join(folder, "manifest.json"), path.join(outdir, "manifest.json"));
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  } catch (error) {
    throw mendable(
      error,
      (code) => `${outdir} cannot be written (${code}); make it a writable folder, or name another one in CDKTF_OUTDIR`,
    );
  } finally {
    release();
  }
}

function moveStacks(from: string, to: string): void {
  const stacks = fs.readdirSync(from);
  fs.mkdirSync(to, { recursive: true });
  for (const stack of stacks) moveStack(path.join(from, stack), path.join(to, stack));
  for (const stack of fs.readdirSync(to)) {
    const isOld = !stacks.includes(stack) && fs.existsSync(path.join(to, stack, "cdk.tf.json"));
    if (isOld) fs.rmSync(path.join(to, stack), { recursive: true });
  }
}

function moveStack(from: string, to: string): void {
  if (fs.existsSync(to) && backendOf(from) !== backendOf(to)) {
    for (const name of initialized) fs.rmSync(path.join(to, name), { recursive: true, force: true });
  }
  fs.mkdirSync(to, { recursive: true });
  // No folder takes the place of one that is not empty.
  fs.rmSync(path.join(to, assets), { recursive: true, force: true });
  for (const file of fs.readdirSync(from)) fs.renameSync(path.join(from, file), path.join(to, file));
}

/** @returns nothing where there is no stack yet, or one that cannot be read */
function backendOf(folder: string): string | undefined {
  try {
    const { terraform } = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
    return JSON.stringify([terraform.backend, terraform.cloud]);
  } catch {
    return undefined;
  }
}

/** Node delivers a signal to a listener only between two turns, so none of these cuts the work in half. */
function holdSignals(): () => void {
  const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
  const hold = () => undefined;
  for (const signal of signals) process.on(signal, hold);
  return () => {
    for (const signal of signals) process.off(signal, hold);
  };
}
