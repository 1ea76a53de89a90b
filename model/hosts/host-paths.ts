/** Folders and files of an instance. */
export const hostPaths = {
  /** What user data writes: nothing of it is secret. */
  programs: "/opt/slipway",
  /** In memory, so that secrets and credentials are on no disk, and a container whose volume is not mounted does not start. */
  state: "/run/slipway",
  logs: "/var/log/slipway",
  composeFile: "docker-compose.production.yml",
  /** Where a container finds the credentials of its own role. */
  credentials: "/run/slipway",
} as const;

/** What the release document and a session run. */
export const releaseCommand = `${hostPaths.programs}/host release`;

/** Variable of `.env` that holds a service's image digest; no secret's variable has a single underscore before its end. */
export function digestVariable(service: string): string {
  return `${environmentWord(service)}_DIGEST`;
}

/** Variable of `.env` that holds the value of a service's secret; names of services have no double hyphen. */
export function secretVariable(service: string, variable: string): string {
  return `${environmentWord(service)}__${variable}`;
}

function environmentWord(service: string): string {
  return service.toUpperCase().replaceAll("-", "_");
}
