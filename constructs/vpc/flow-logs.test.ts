import { expect, test } from "vitest";
import { serviceTrustPolicy } from "../../model/iam-policy";
import { statementsOf } from "../../test/helpers/policies";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { FlowLogs } from "./flow-logs";

const kmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";

const boundaryArn = "arn:aws:iam::123456789012:policy/slipway-shop-boundary";
const trustPolicy = serviceTrustPolicy("vpc-flow-logs.amazonaws.com");

const template = synthesize((scope) => {
  new FlowLogs(scope, "flow-logs", {
    vpcId: "vpc-0123456789abcdef0",
    trustPolicy,
    logGroupName: "/vpc/shop-staging/flow-logs",
    retentionDays: 14,
    roleName: "shop-staging-flow-logs",
    boundaryArn,
    kmsKeyArn,
  });
});

const groupArn = reference(template, "aws_cloudwatch_log_group", "arn");

test("makes a flow log with a group and a role of its own", () => {
  expect(template.addresses()).toEqual([
    "aws_cloudwatch_log_group.flow-logs_group_7F97BCAB",
    "aws_flow_log.flow-logs_flow-log_2E4F04EC",
    "aws_iam_role.flow-logs_role_B4B87A12",
    "aws_iam_role_policy.flow-logs_write-logs_2D317F74",
  ]);
});

test("records the refused connections of the whole VPC", () => {
  expect(template.resource("aws_flow_log")).toEqual({
    vpc_id: "vpc-0123456789abcdef0",
    traffic_type: "REJECT",
    log_destination_type: "cloud-watch-logs",
    log_destination: groupArn,
    iam_role_arn: reference(template, "aws_iam_role", "arn"),
    tags: { Name: "shop-staging-flow-logs" },
  });
});

test("keeps them encrypted for two weeks", () => {
  expect(template.resource("aws_cloudwatch_log_group")).toEqual({
    name: "/vpc/shop-staging/flow-logs",
    retention_in_days: 14,
    kms_key_id: kmsKeyArn,
  });
});

test("is assumed by whom the trust policy names, within the boundary", () => {
  expect(template.resource("aws_iam_role")).toEqual({
    name: "shop-staging-flow-logs",
    assume_role_policy: trustPolicy,
    permissions_boundary: boundaryArn,
  });
});

test("may find its own group, and write the streams of refused connections there", () => {
  const { policy, ...attachment } = template.resource("aws_iam_role_policy");
  expect(attachment).toEqual({ name: "write-logs", role: reference(template, "aws_iam_role", "id") });
  expect(statementsOf(policy)).toEqual([
    {
      Sid: "WriteFlowLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: [`${groupArn}:log-stream:eni-?????????????????-reject`],
    },
    {
      Sid: "FindFlowLogs",
      Effect: "Allow",
      Action: ["logs:DescribeLogGroups", "logs:DescribeLogStreams"],
      Resource: [groupArn, `${groupArn}:log-stream:`],
    },
  ]);
});

test("allows the streams that AWS names after a network interface", () => {
  const [{ Resource: resources } = { Resource: [] }] = statementsOf(template.resource("aws_iam_role_policy").policy);
  const pattern = String(resources).replace(`${groupArn}:log-stream:`, "").replaceAll("?", ".");
  expect("eni-0a1b2c3d4e5f60718-reject").toMatch(new RegExp(`^${pattern}$`));
  expect("eni-0a1b2c3d4e5f60718-accept").not.toMatch(new RegExp(`^${pattern}$`));
});
