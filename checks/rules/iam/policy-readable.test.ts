import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { policyReadable as rule } from "./policy-readable";

const readable = policyText({ Action: "sns:Publish", Resource: "${aws_sns_topic.alerts.arn}" });

test("passes JSON text, policy documents of the stack, and policies that are not about permissions", () => {
  expect(
    faults(
      rule,
      {
        aws_iam_role_policy: {
          text: { policy: readable },
          document: { policy: "${data.aws_iam_policy_document.task.json}" },
        },
        aws_ecr_lifecycle_policy: { images: { policy: "${jsonencode({})}" } },
      },
      { aws_iam_policy_document: { task: { statement: [] } } },
    ),
  ).toEqual([]);
});

test.each([
  "${jsonencode({})}",
  "${data.aws_iam_policy_document.elsewhere.json}",
  "${data.aws_iam_policy_document.merged.json}",
  "{",
])("reports %s", (policy) => {
  const merged = { source_policy_documents: ["{}"] };
  expect(faults(rule, { aws_iam_role_policy: { task: { policy } } }, { aws_iam_policy_document: { merged } })).toEqual([
    "aws_iam_role_policy.task: policy cannot be read as a policy",
  ]);
});
