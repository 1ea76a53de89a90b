import type { PreflightClients } from "./clients";

export interface PreflightMeans {
  readonly clients: PreflightClients;
  /** Asks the public DNS for the name servers of a zone. */
  readonly resolveNameServers: (zone: string) => Promise<readonly string[]>;
}
