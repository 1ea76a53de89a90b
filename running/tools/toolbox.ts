import type { Shutdown } from "../shutdown";

/** What finding and fetching tools needs from the process. */
export interface Toolbox {
  readonly environment: NodeJS.ProcessEnv;
  /** Folder of this project. */
  readonly projectRoot: string;
  readonly cache: string;
  readonly shutdown: Shutdown;
  /** Where releases are fetched from; tests serve a copy on loopback. */
  readonly releaseHosts: ReleaseHosts;
  /** Shown while the person waits. */
  readonly say: (text: string) => void;
}

export interface ReleaseHosts {
  readonly terraform: string;
  readonly tfsec: string;
}

export const officialReleaseHosts: ReleaseHosts = {
  terraform: "https://releases.hashicorp.com/terraform",
  tfsec: "https://github.com/aquasecurity/tfsec/releases/download",
};
