import {
  GetResourcePolicyCommand,
  paginateListSecrets,
  paginateListSecretVersionIds,
} from "@aws-sdk/client-secrets-manager";
import { allOf } from "../../delivery/aws/all-of";
import type { Area, Reading } from "./area";
import { type Intent, secretNames } from "./intent";
import { labels } from "./labels";
import { sentences } from "./sentence";

type SecretFacts = { readonly encryption: string; readonly values: number; readonly "resource policy": string };

/** Secrets of the account: made without a value, which is set out of band. */
export const secrets: Area = { subject: "secrets", expected: expectedSecrets, found: foundSecrets };

function expectedSecrets(intent: Intent): readonly string[] {
  const encryption = labels.key(intent.names.encryptionKeyAlias);
  return secretNames(intent).flatMap((name) =>
    secretSentences(name, { encryption, values: 0, "resource policy": "none" }),
  );
}

async function foundSecrets({ clients: { secrets: client }, label }: Reading): Promise<readonly string[]> {
  const all = await allOf(paginateListSecrets({ client }, {}), ({ SecretList }) => SecretList);
  const found = await Promise.all(
    all.map(async ({ ARN: SecretId, Name, KmsKeyId }) => {
      const versions = await allOf(paginateListSecretVersionIds({ client }, { SecretId }), ({ Versions }) => Versions);
      const { ResourcePolicy } = await client.send(new GetResourcePolicyCommand({ SecretId }));
      return secretSentences(Name, {
        encryption: label(KmsKeyId),
        values: versions.length,
        "resource policy": ResourcePolicy ?? "none",
      });
    }),
  );
  return found.flat();
}

function secretSentences(name: string | undefined, facts: SecretFacts): readonly string[] {
  return sentences(`secret ${name}`, facts);
}
