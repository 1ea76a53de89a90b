import { prices } from "../prices";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { changes, creates, reads } from "./provider-calls";

const kms = { service: "kms", region: "environment", managedIn: { base: ["foundation"] } } as const;

export const kmsTypes: AwsTypes = {
  aws_kms_alias: {
    ...kms,
    lookedUpIn: { runtime: ["foundation"] },
    calls: [
      reads("anywhere", "kms", "ListAliases"),
      reads("kmsKeys", "kms", "DescribeKey"),
      creates("kmsAlias", "kms", "CreateAlias"),
      changes("kmsAlias", "kms", "DeleteAlias", "UpdateAlias"),
      changes("kmsKeys", "kms", "CreateAlias", "DeleteAlias", "UpdateAlias"),
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
    ...kms,
    lookedUpIn: {},
    calls: [
      reads("kmsKeys", "kms", "DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"),
      creates("anywhere", "kms", "CreateKey"),
      creates("kmsKeys", "kms", "TagResource"),
      changes(
        "kmsKeys",
        "kms",
        "DisableKey",
        "EnableKey",
        "EnableKeyRotation",
        "PutKeyPolicy",
        "ScheduleKeyDeletion",
        "UntagResource",
        "UpdateKeyDescription",
      ),
    ],
    madeUpByAws: { identifier: "key id", limitedBy: "tag" },
    holdsData: true,
    whenGone: gone("what the key encrypted cannot be read"),
    whenUpdated: unnoticed,
    price: { monthlyUsd: prices.kmsKeyMonth },
    scannedBy: { tfsec: 1 },
    tables: ["rights", "data"],
    usualSeconds: 20,
  },
};
