import { expect, test } from "vitest";
import { ecsArnPattern, flowLogArnPattern, logGroupArn, repositoryArn, taskLogStreamArn, topicArn } from "./arn";

const account = { accountId: "123456789012", region: "eu-central-1" };

test.each([
  [logGroupArn(account, "/ecs/shop/agent"), "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/shop/agent"],
  [repositoryArn(account, "shop-agent"), "arn:aws:ecr:eu-central-1:123456789012:repository/shop-agent"],
  [topicArn(account, "shop-alerts"), "arn:aws:sns:eu-central-1:123456789012:shop-alerts"],
  [ecsArnPattern(account), "arn:aws:ecs:eu-central-1:123456789012:*"],
  [flowLogArnPattern(account), "arn:aws:ec2:eu-central-1:123456789012:vpc-flow-log/*"],
])("names a resource of this account and region: %s", (arn, expected) => {
  expect(arn).toBe(expected);
});

test("matches the streams that the awslogs driver writes for one container, and no others", () => {
  const prefix = "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/shop/agent:log-stream:";
  const pattern = taskLogStreamArn(account, "/ecs/shop/agent", { prefix: "agent", container: "agent" });
  const stream = new RegExp(`^${pattern.replaceAll("?", ".")}$`);
  const taskId = "0f9de17a6465404e8b1b2356dc13c2f8";
  expect(pattern).not.toContain("*");
  expect(`${prefix}agent/agent/${taskId}`).toMatch(stream);
  expect(`${prefix}sidecar/sidecar/${taskId}`).not.toMatch(stream);
  expect(`${prefix}agent/agent/${taskId}0`).not.toMatch(stream);
});
