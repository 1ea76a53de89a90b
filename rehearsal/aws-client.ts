import type { Emulator } from "./emulator";

export interface EmulatorClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    /** Of a role's session. */
    readonly sessionToken?: string;
  };
  readonly maxAttempts: number;
}

/** An administrator's settings of an AWS client that talks to the emulator and to nothing else. */
export function emulatorClient(emulator: Pick<Emulator, "endpoint">, region: string): EmulatorClientSettings {
  return {
    endpoint: emulator.endpoint,
    region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 2,
  };
}
