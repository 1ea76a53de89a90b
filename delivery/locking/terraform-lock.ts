import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChildProcesses } from "../../running/processes";
import { plainError } from "../../running/terraform";
import { terraformEnvironment } from "../../running/terraform-environment";
import { findTerraform } from "../../running/tools/terraform";
import type { Toolbox } from "../../running/tools/toolbox";
import { UserError } from "../../running/user-error";

export interface LockRequest {
  /** Versions of the AWS provider, such as ">= 5.100.0, < 7.0.0". */
  readonly range: string;
  readonly platforms: readonly string[];
  /** A folder that is asked instead of the registry. */
  readonly mirror?: string;
}

/** Neither right nor wrong: another source may have the provider. */
export class RegistryUnreachable extends UserError {}

/** `terraform providers lock`, with nothing of the person's own Terraform settings. */
export class LockingTerraform {
  private constructor(
    private readonly program: string,
    private readonly workFolder: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly children: ChildProcesses,
  ) {}

  /** @param workFolder is the caller's to remove */
  static async find(toolbox: Toolbox, workFolder: string): Promise<LockingTerraform> {
    const program = await findTerraform(toolbox);
    const cliConfigFile = join(workFolder, "terraform.rc");
    writeFileSync(cliConfigFile, "");
    const environment = terraformEnvironment(toolbox.environment, cliConfigFile);
    return new LockingTerraform(program, workFolder, environment, toolbox.shutdown.children);
  }

  /**
   * Runs in a folder that holds the range alone: without a backend no login is needed, and without an old lock file the
   * newest version is taken.
   *
   * @param note is told what is fetched
   * @returns the lock file's text
   */
  async lock({ range, platforms, mirror }: LockRequest, note: (text: string) => void): Promise<string> {
    const folder = this.folderFor(range);
    const finished = await this.children.run(
      this.program,
      [
        `-chdir=${folder}`,
        ...["providers", "lock", "-no-color"],
        ...(mirror === undefined ? [] : [`-fs-mirror=${mirror}`]),
        ...platforms.map((platform) => `-platform=${platform}`),
      ],
      { cwd: folder, env: this.environment, onLine: (line) => noteFetching(line, note) },
    );
    if (finished.exitCode === 0) return wholeLock(join(folder, ".terraform.lock.hcl"));
    const reason = plainError(finished);
    if (mirror === undefined && unreachable.test(reason)) throw new RegistryUnreachable(causeOf(reason));
    throw new UserError(`terraform providers lock failed: ${reason}`);
  }

  private folderFor(range: string): string {
    mkdirSync(this.workFolder, { recursive: true });
    const folder = mkdtempSync(join(this.workFolder, "lock-"));
    const aws = { source: "hashicorp/aws", version: range };
    writeFileSync(join(folder, "versions.tf.json"), JSON.stringify({ terraform: { required_providers: { aws } } }));
    return folder;
  }
}

/** A full disk, or a terraform that is another program, can end well without it. */
function wholeLock(file: string): string {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (/^provider "[^"]+\/hashicorp\/aws" \{$[^}]*^\s*version\s*=\s*"[^"]+"$[^}]*^\}$/m.test(text)) return text;
  throw new UserError(
    "terraform providers lock ended well and locked no AWS provider; look at the disk, and try again",
  );
}

/** Words of Terraform and of Go's network library; what they say of a wrong signature is not among them. */
const unreachable = /could not connect to|request failed after|dial tcp|timeout|deadline exceeded|connection reset/i;

/** What follows the address that was asked for, where Terraform names one. */
function causeOf(reason: string): string {
  return /": ([^"]+?)\.?$/.exec(reason)?.[1] ?? reason;
}

function noteFetching(line: string, note: (text: string) => void): void {
  const fetched = /^- Fetching (.+?)\.*$/.exec(line)?.[1];
  if (fetched !== undefined) note(fetched);
}
