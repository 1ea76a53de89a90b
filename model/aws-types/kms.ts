import type { BilledLine } from "../cost/billed-line";
import type { UsageFacts } from "../cost/usage";
import { daysPerMonth } from "../prices";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const kms = { service: "kms", region: "environment", managedIn: { base: ["foundation"] } } as const;

/**
 * What changes a key. Its own policy gives this to the role that makes it, and no policy of the role does: what a tag allows
 * counts after minutes only (AWS KMS Developer Guide, "Using tags to control access to KMS keys"), and would let the role take a
 * stranger's key that has none.
 */
export const keyAdministration = changes(
  "ownKey",
  "kms",
  "CreateAlias",
  "DeleteAlias",
  "DisableKey",
  "EnableKey",
  "EnableKeyRotation",
  "PutKeyPolicy",
  "ScheduleKeyDeletion",
  "TagResource",
  "UntagResource",
  "UpdateAlias",
  "UpdateKeyDescription",
);

export const kmsTypes: AwsTypes = {
  aws_kms_alias: {
    emulated: {
      refuses: [carried("a name that is taken, a key that is not there")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "KMS API Reference: CreateAlias",
      onlyInAws: { what: "that its tags have reached authorization, which may take minutes", shownBy: "apply" },
    },
    ...kms,
    lookedUpIn: { runtime: ["foundation"] },
    calls: [
      reads("anywhere", "kms", "ListAliases"),
      reads("kmsKeys", "kms", "DescribeKey"),
      creates("kmsAlias", "kms", "CreateAlias"),
      changes("kmsAlias", "kms", "DeleteAlias", "UpdateAlias"),
      keyAdministration,
    ],
    madeUpByAws: "nothing",
    holdsData: false,
    whenGone: unnoticed,
    whenUpdated: unnoticed,
    price: { none: "aliases are free" },
    scannedBy: { tfsec: { none: "it has no check of aliases" } },
    tables: { none: "runtime stacks that do not find it fail" },
    usualSeconds: 10,
  },
  aws_kms_key: {
    emulated: {
      refuses: [
        carried("policies that lock everybody out or name unknown roles, grants for unknown keys", "kms_policies"),
      ],
      rewrites: [carried("a deletion waits")],
      lookedIn: "KMS API Reference: CreateKey, PutKeyPolicy, ScheduleKeyDeletion",
      onlyInAws: { what: "that its tags have reached authorization, which may take minutes", shownBy: "preflight" },
    },
    ...kms,
    lookedUpIn: {},
    calls: [
      reads("kmsKeys", "kms", "DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"),
      creates("anywhere", "kms", "CreateKey"),
      creates("kmsKeys", "kms", "TagResource"),
      keyAdministration,
    ],
    madeUpByAws: { identifier: "key id", limitedBy: { none: "the key's own policy says who changes it" } },
    holdsData: true,
    whenGone: gone("what the key encrypted cannot be read"),
    whenUpdated: unnoticed,
    price: {
      lines: (_, { usage, others }) => [
        { what: "encryption key", quantity: 1, price: "kmsKey", billed: "while it exists" },
        ...(others("aws_secretsmanager_secret").length === 0 ? [] : [requestsToKey(usage)]),
      ],
    },
    scannedBy: { tfsec: 1 },
    tables: ["rights", "data"],
    usualSeconds: 20,
  },
};

/** Each read of a secret asks the key. */
function requestsToKey({ secretReadsPerDay }: UsageFacts): BilledLine {
  const quantity = (secretReadsPerDay * daysPerMonth) / 10_000;
  const what = "requests to the key";
  return { what, quantity, price: "kmsRequests", billed: "while awake", assumes: "secretReadsPerDay" };
}
