import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const ecr = { service: "ecr", region: "environment", managedIn: { account: ["account"] }, lookedUpIn: {} } as const;

export const ecrTypes: AwsTypes = {
  aws_ecr_lifecycle_policy: {
    emulated: {
      refuses: [carried("rules of a kind that it does not have")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "ECR API Reference: PutLifecyclePolicy",
      onlyInAws: { what: "which images expire", shownBy: "apply" },
    },
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
    emulated: {
      refuses: [
        carried("deletion while it holds images"),
        carried("images whose layers were never uploaded", "ecr_layers"),
        carried("another digest than the manifest's", "ecr_image_digest"),
      ],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "ECR API Reference: PutImage, DeleteRepository",
      onlyInAws: { what: "that the image is there", shownBy: "preflight" },
    },
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
    price: {
      lines: (_, { usage }) => [
        {
          what: "stored images",
          quantity: usage.repositoryGigabytes,
          price: "imagesStored",
          billed: "while it exists",
          assumes: "repositoryGigabytes",
        },
      ],
    },
    scannedBy: { tfsec: 3 },
    tables: ["data"],
    usualSeconds: 10,
  },
};
