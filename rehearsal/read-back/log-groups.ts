import { paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { allOf } from "../../delivery/aws/all-of";
import type { Area, Reading } from "./area";
import { logGroups as expectedGroups, type Intent } from "./intent";
import { labels } from "./labels";
import { sentences } from "./sentence";

type LogGroupFacts = { readonly "retention in days": number | undefined; readonly encryption: string };

/** Log groups of the account. */
export const logGroups: Area = { subject: "log groups", expected: expectedLogGroups, found: foundLogGroups };

function expectedLogGroups(intent: Intent): readonly string[] {
  const encryption = labels.key(intent.names.encryptionKeyAlias);
  return expectedGroups(intent).flatMap(({ name, retentionDays }) =>
    logGroupSentences(name, { "retention in days": retentionDays, encryption }),
  );
}

async function foundLogGroups({ clients: { logs: client }, label }: Reading): Promise<readonly string[]> {
  const all = await allOf(paginateDescribeLogGroups({ client }, {}), ({ logGroups: groups }) => groups);
  return all.flatMap(({ logGroupName, retentionInDays, kmsKeyId }) =>
    logGroupSentences(logGroupName, { "retention in days": retentionInDays, encryption: label(kmsKeyId) }),
  );
}

function logGroupSentences(name: string | undefined, facts: LogGroupFacts): readonly string[] {
  return sentences(`log group ${name}`, facts);
}
