import type { Environment } from "../../config/schema/environment";
import type { Toolbox } from "../../running/tools/toolbox";
import type { GithubClient } from "../github/client";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import type { WorkspaceFacts } from "../terraform-cloud/workspace-facts";

/** A place where somebody could apply without approval, and what closes it. */
export interface Breach {
  readonly what: string;
  readonly wayOut: string;
}

export type Proof =
  | { readonly verdict: "proven"; readonly because: string }
  | { readonly verdict: "broken"; readonly breaches: readonly Breach[] }
  /** Reads after "cannot be proven here, because". */
  | { readonly verdict: "unproven"; readonly because: string };

/** One statement about the gate. What its `prove` throws as a UserError is why it cannot be proven here. */
export interface GateCheck {
  readonly id: string;
  readonly title: string;
  readonly prove: (facts: GateFacts) => Promise<Proof>;
}

/** What the checks ask; each question is sent when a check needs it. */
export interface GateFacts {
  readonly environment: Environment;
  readonly toolbox: Toolbox;
  /** @throws UserError where there is no token for the host */
  readonly terraformCloud: (place: { readonly hostname: string }) => TerraformCloudClient;
  /** @throws UserError where there is no token */
  readonly github: () => GithubClient;
  /** The workspace of each stack. */
  readonly workspaces: () => Promise<readonly StackWorkspaceFacts[]>;
}

export type StackWorkspaceFacts =
  | { readonly stack: string; readonly facts: WorkspaceFacts }
  /** Why it could not be read. */
  | { readonly stack: string; readonly problem: string };

/** Broken where anything is, else unproven where anything could not be looked at, else proven. */
export function proofOf(breaches: readonly Breach[], problems: readonly string[], because: string): Proof {
  if (breaches.length > 0) return { verdict: "broken", breaches };
  if (problems.length > 0) return { verdict: "unproven", because: [...new Set(problems)].join("; ") };
  return { verdict: "proven", because };
}
