import type { Environment } from "../../config/schema/environment";

/**
 * Settings of clients that find credentials as AWS's own tools do (environment, profile, role). The clients follow
 * `AWS_ENDPOINT_URL` by themselves, and so to an emulator.
 */
export function clientSettings({ account }: Pick<Environment, "account">) {
  return { region: account.region, maxAttempts: 4 };
}

export type ClientSettings = ReturnType<typeof clientSettings>;
