import { daysPerMonth } from "../prices";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

export const secretsmanagerTypes: AwsTypes = {
  aws_secretsmanager_secret: {
    emulated: {
      refuses: [carried("a name that a pending deletion holds, a key that is missing", "secretsmanager_names")],
      rewrites: [carried("a deletion waits")],
      lookedIn:
        "Secrets Manager User Guide: Delete an AWS Secrets Manager secret; Secrets Manager API Reference: CreateSecret",
      onlyInAws: { what: "that it holds a value of the right form", shownBy: "preflight" },
    },
    service: "secretsmanager",
    region: "environment",
    managedIn: { base: ["services"] },
    lookedUpIn: { runtime: ["services"] },
    calls: [
      reads("secrets", "secretsmanager", "DescribeSecret", "GetResourcePolicy"),
      creates("secrets", "secretsmanager", "CreateSecret", "RestoreSecret"),
      // Secrets Manager tries the key in the name of who makes the secret.
      creates("validatedKeys", "kms", "Decrypt", "GenerateDataKey"),
      changes("secrets", "secretsmanager", "DeleteSecret", "TagResource", "UntagResource", "UpdateSecret"),
    ],
    madeUpByAws: { identifier: "last six letters of its ARN", limitedBy: "pattern" },
    holdsData: true,
    whenGone: gone("tasks that need the secret do not start"),
    whenUpdated: unnoticed,
    price: {
      lines: (_, { usage, others }) => [
        { what: "secrets", quantity: 1, price: "secret", billed: "while it exists" },
        {
          what: "reads of secrets",
          quantity:
            (usage.secretReadsPerDay * daysPerMonth) / 10_000 / Math.max(1, others("aws_secretsmanager_secret").length),
          price: "secretReads",
          billed: "while awake",
          assumes: "secretReadsPerDay",
        },
      ],
    },
    scannedBy: { tfsec: 1 },
    tables: ["data"],
    usualSeconds: 15,
  },
};
