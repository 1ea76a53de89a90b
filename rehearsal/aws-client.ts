import type { Emulator } from "./emulator";

/** Settings of an AWS client that talks to the emulator and to nothing else. */
export function emulatorClient(emulator: Pick<Emulator, "endpoint">, region: string) {
  return {
    endpoint: emulator.endpoint,
    region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 2,
  };
}
