import { GetKeyPolicyCommand, GetKeyRotationStatusCommand, paginateListAliases } from "@aws-sdk/client-kms";
import { allOf } from "../../delivery/aws/all-of";
import { logGroupArn } from "../../model/arn";
import type { Area, Reading } from "./area";
import { type Intent, logGroups } from "./intent";
import { permissions } from "./policy";
import { sentences } from "./sentence";

type KeyFacts = {
  readonly "yearly rotation": boolean;
  /** Who may use it, and on what conditions. */
  readonly users: readonly string[];
};

/** Keys of the account but for those that AWS makes for its services. */
export const encryptionKey: Area = { subject: "encryption key", expected: expectedKey, found: foundKeys };

function expectedKey(intent: Intent): readonly string[] {
  const { account } = intent.environment;
  const logGroupArns = logGroups(intent).map(({ name }) => logGroupArn(account, name));
  const ownAccount = `aws:SourceAccount StringEquals ${account.accountId}`;
  const anyOfTheLogGroups = `kms:EncryptionContext:aws:logs:arn ArnEquals ${[...logGroupArns].sort().join(" or ")}`;
  return keySentences(intent.names.encryptionKeyAlias, {
    "yearly rotation": true,
    users: [
      `arn:aws:iam::${account.accountId}:root`,
      `logs.${account.region}.amazonaws.com if ${anyOfTheLogGroups}`,
      `budgets.amazonaws.com if ${ownAccount}`,
      `cloudwatch.amazonaws.com if ${ownAccount}`,
    ],
  });
}

async function foundKeys({ clients: { keys: client } }: Reading): Promise<readonly string[]> {
  const aliases = await allOf(paginateListAliases({ client }, {}), ({ Aliases }) => Aliases);
  const own = aliases.filter(({ AliasName }) => !AliasName?.startsWith("alias/aws/"));
  const found = await Promise.all(
    own.map(async ({ AliasName, TargetKeyId: KeyId }) => {
      const { KeyRotationEnabled } = await client.send(new GetKeyRotationStatusCommand({ KeyId }));
      const { Policy = "{}" } = await client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
      return keySentences(AliasName, { "yearly rotation": KeyRotationEnabled ?? false, users: users(Policy) });
    }),
  );
  return found.flat();
}

function users(policy: string): readonly string[] {
  const all = permissions(policy, (arn) => arn).flatMap(({ principals, conditions }) =>
    principals.map((principal) =>
      conditions.length === 0 ? principal : `${principal} if ${conditions.join(" and ")}`,
    ),
  );
  return [...new Set(all)];
}

function keySentences(alias: string | undefined, facts: KeyFacts): readonly string[] {
  return sentences(`key ${alias}`, facts);
}
