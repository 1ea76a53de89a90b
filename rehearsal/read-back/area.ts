import type { Clients } from "./clients";
import type { Intent } from "./intent";

/** What reading an area takes. */
export interface Reading {
  readonly clients: Clients;
  readonly accountId: string;
  /** The VPC that the environment stands in. */
  readonly vpcId: string;
  /** Says an id or ARN that AWS made up in the configuration's words. */
  readonly label: (id: string | undefined) => string;
}

/** One kind of resources: what is asked for and what is there, in the same sentences. */
export interface Area {
  readonly subject: string;
  readonly expected: (intent: Intent) => readonly string[];
  readonly found: (reading: Reading) => Promise<readonly string[]>;
}
