import { describe, expect, test } from "vitest";
import { templateOf } from "../../template";
import { faults } from "../../testing/faults";
import { literalCredential as rule } from "./literal-credential";

const accessKey = `AKIA${"IOSFODNN7EXAMPLE"}`;
const secretKey = `wJalrXUtnFEMI/K7MDENG/${"bPxRfiCYEXAMPLEKEY"}`;

describe("strings of a stack", () => {
  test("pass as names, references, addresses and TLS policies, however random these look", () => {
    expect(
      faults(rule, {
        aws_secretsmanager_secret: { payment: { name: "shop-staging/payment-api-key" } },
        aws_lambda_function: {
          stop: { filename: "assets/schedule-function_archive_4FA18FE2/6ae20ee6e890/schedule.zip" },
        },
        aws_lb_listener: {
          https: {
            ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
            load_balancer_arn: "${aws_lb.load-balancer_30A23327_Ab0Cd1Ef2Gh3.arn}",
            depends_on: ["aws_iam_role_policy.agent-execution-role_policy_036D86E6"],
          },
        },
      }),
    ).toEqual([]);
  });

  test.each([accessKey, secretKey, `https://agent:${"correct-horse"}@example.com`])(
    "are reported as credentials wherever they stand, beside a reference too, and not repeated",
    (credential) => {
      expect(faults(rule, { aws_lb: { web: { tags: { Note: credential } } } })).toEqual([
        "aws_lb.web: tags.Note looks like a credential",
      ]);
      const policy = `{"Resource":"\${aws_lb.web.arn}","Note":"${credential}"}`;
      expect(faults(rule, { aws_iam_policy: { task: { policy } } })).toEqual([
        "aws_iam_policy.task: policy looks like a credential",
      ]);
    },
  );

  test("are read in providers and outputs as well", () => {
    const found = rule.evaluate(
      templateOf({ provider: { aws: [{ access_key: accessKey }] }, output: { key: { value: accessKey } } }),
      [],
    );
    expect(found.map(({ resource, message }) => [resource.address, message])).toEqual([
      ["provider.aws", "aws[0].access_key looks like a credential"],
      ["output.key", "key.value looks like a credential"],
    ]);
  });
});
