import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { changes, creates, reads } from "./provider-calls";

const ecr = { service: "ecr", region: "environment", managedIn: { account: ["account"] }, lookedUpIn: {} } as const;

export const ecrTypes: AwsTypes = {
  aws_ecr_lifecycle_policy: {
    ...ecr,
    calls: [
      reads("repositories", "ecr", "GetLifecyclePolicy"),
      changes("repositories", "ecr", "DeleteLifecyclePolicy", "PutLifecyclePolicy"),
    ],
    madeUpByAws: "nothing",
    holdsData: false,
    whenGone: unnoticed,
    whenUpdated: unnoticed,
    price: { none: "it makes the repository cheaper" },
    scannedBy: { tfsec: { none: "it has no check of lifecycles" } },
    tables: ["data"],
    usualSeconds: 10,
  },
  aws_ecr_repository: {
    ...ecr,
    calls: [
      reads("repositories", "ecr", "DescribeRepositories", "ListTagsForResource"),
      creates("repositories", "ecr", "CreateRepository"),
      changes(
        "repositories",
        "ecr",
        "DeleteRepository",
        "PutImageScanningConfiguration",
        "PutImageTagMutability",
        "TagResource",
        "UntagResource",
      ),
    ],
    madeUpByAws: "nothing",
    holdsData: true,
    whenGone: gone("tasks cannot pull their image"),
    whenUpdated: unnoticed,
    price: { none: "billed by what is kept" },
    scannedBy: { tfsec: 3 },
    tables: ["data"],
    usualSeconds: 10,
  },
};
