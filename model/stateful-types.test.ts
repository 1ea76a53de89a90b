import { describe, expect, test } from "vitest";
import { isStateful } from "./stateful-types";

describe("loses something that cannot be made again", () => {
  test.each([
    "aws_cloudwatch_log_group",
    "aws_ecr_repository",
    "aws_kms_key",
    "aws_route53_zone",
    "aws_s3_bucket",
    "aws_secretsmanager_secret",
    "aws_ssm_parameter",
  ])("%s", (type) => {
    expect(isStateful(type)).toBe(true);
  });
});

describe("can be made again as it was", () => {
  test.each([
    "aws_acm_certificate",
    "aws_ecs_service",
    "aws_iam_role",
    "aws_kms_alias",
    "aws_lb",
    "aws_nat_gateway",
    "aws_s3_bucket_policy",
    "aws_security_group",
    "aws_sns_topic",
    "aws_vpc",
  ])("%s", (type) => {
    expect(isStateful(type)).toBe(false);
  });
});

test("refuses a type that nobody has classified, and says where to do so", () => {
  expect(() => isStateful("aws_db_instance")).toThrow(
    new RangeError("aws_db_instance is neither stateful nor stateless yet; add it to model/stateful-types.ts"),
  );
});
