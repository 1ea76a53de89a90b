import type { Account } from "./schema/account";
import type { Environment } from "./schema/environment";

/** Everything that is read from `config/`, validated and defaulted; sorted by name, and frozen. */
export interface Configuration {
  readonly accounts: readonly Account[];
  readonly environments: readonly Environment[];
}
