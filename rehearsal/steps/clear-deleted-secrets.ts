import {
  DeleteSecretCommand,
  paginateListSecrets,
  type SecretListEntry,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { emulatorClient } from "../aws-client";
import type { RehearsalStep } from "../context";

/** Where the emulator stays up for a deployment: a secret that waits for its deletion keeps its name. */
export const clearDeletedSecrets: RehearsalStep = {
  title: "delete the secrets for good, so that they can be made again",
  run: async ({ environment, emulator, destroyed }) => {
    if (!destroyed.value) return {};
    const client = new SecretsManagerClient(emulatorClient(emulator.value, environment.account.region));
    const all: SecretListEntry[] = [];
    const pages = paginateListSecrets({ client }, { IncludePlannedDeletion: true });
    for await (const { SecretList = [] } of pages) all.push(...SecretList);
    const deleted = all.filter(({ DeletedDate }) => DeletedDate !== undefined);
    for (const { ARN: SecretId } of deleted) {
      await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    }
    return { details: deleted.map(({ Name }) => `${Name}`) };
  },
};
