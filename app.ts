import { App } from "cdktf";
import type { Account } from "./config/schema/account";
import type { Environment } from "./config/schema/environment";
import type { Target } from "./stacks/target";

/** Everything that is read from `config/`, validated and defaulted. */
export interface Configuration {
  readonly accounts: readonly Account[];
  readonly environments: readonly Environment[];
}

export interface BuildOptions {
  /** Folder that `app.synth()` writes to. */
  readonly outdir?: string;
  readonly target: Target;
}

export function buildApp(_configuration: Configuration, options: BuildOptions): App {
  return new App({ outdir: options.outdir });
}
