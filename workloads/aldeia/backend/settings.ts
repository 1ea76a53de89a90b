/** What the task is told. */
export interface Settings {
  readonly port: number;
  readonly address: string;
  readonly jwtSecret: string;
  readonly databaseUrl: string;
  readonly chromaUrl: string;
  readonly chromaToken: string;
  /** How long the load balancer keeps a connection that nothing happens on. */
  readonly idleTimeoutSeconds: number;
  readonly stopTimeoutSeconds: number;
}

/** Shorter keys of HS256 are guessed: RFC 7518, section 3.2. */
const shortestKey = 32;

/** @throws Error that names every variable that is missing or wrong, and quotes none */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const faults: string[] = [];
  const required = (name: string, isRight: (value: string) => boolean, right: string): string => {
    const value = environment[name] ?? "";
    if (!isRight(value)) faults.push(`${name} is ${value === "" ? "not set" : `not ${right}`}`);
    return value;
  };
  const settings = {
    port: Number(environment.PORT ?? "3001"),
    address: environment.BIND_ADDRESS ?? "0.0.0.0",
    jwtSecret: required("JWT_SECRET", ({ length }) => length >= shortestKey, `${shortestKey} characters or more`),
    databaseUrl: required("DATABASE_URL", URL.canParse, "an address such as postgres://user@host/name"),
    chromaUrl: required("CHROMADB_URL", URL.canParse, "an address such as http://chromadb:8000"),
    chromaToken: required("CHROMA_AUTH_TOKEN", ({ length }) => length > 0, "a token"),
    idleTimeoutSeconds: Number(environment.LOAD_BALANCER_IDLE_TIMEOUT_SECONDS ?? "60"),
    stopTimeoutSeconds: Number(environment.STOP_TIMEOUT_SECONDS ?? "30"),
  };
  if (faults.length > 0) throw new Error(faults.join("; "));
  return settings;
}
