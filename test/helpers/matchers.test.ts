import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { expect, test } from "vitest";
import { synthesize } from "./synthesize";

const { json } = synthesize((scope) => {
  new SqsQueue(scope, "orders", {
    name: "orders",
    redrivePolicy: "none",
    tags: { team: "platform", stage: "staging" },
  });
  new DataAwsRegion(scope, "region", { name: "us-east-1" });
});

test("toHaveResource sees a resource of the type, and none of another", () => {
  expect(json).toHaveResource(SqsQueue);
  expect(json).not.toHaveResource(SnsTopic);
  expect(() => expect(json).toHaveResource(SnsTopic)).toThrow("Expected aws_sns_topic");
  expect(() => expect(json).not.toHaveResource(SqsQueue)).toThrow("Expected no aws_sqs_queue");
});

test("toHaveResourceWithProperties compares the properties in snake_case", () => {
  expect(json).toHaveResourceWithProperties(SqsQueue, { name: "orders", redrive_policy: "none" });
  expect(() => expect(json).toHaveResourceWithProperties(SqsQueue, { name: "invoices" })).toThrow("invoices");
  expect(() => expect(json).toHaveResourceWithProperties(SqsQueue, { redrivePolicy: "none" })).toThrow("redrivePolicy");
});

test("toHaveResourceWithProperties takes part of a nested object only where told so", () => {
  const tags = { team: "platform" };
  expect(json).toHaveResourceWithProperties(SqsQueue, { tags: expect.objectContaining(tags) });
  expect(json).not.toHaveResourceWithProperties(SqsQueue, { tags });
});

test("toHaveDataSource sees a data source of the type, and no resource", () => {
  expect(json).toHaveDataSource(DataAwsRegion);
  expect(() => expect(json).toHaveDataSource(SqsQueue)).toThrow("Expected aws_sqs_queue");
});

test("toHaveDataSourceWithProperties compares the properties", () => {
  expect(json).toHaveDataSourceWithProperties(DataAwsRegion, { name: "us-east-1" });
  expect(() => expect(json).toHaveDataSourceWithProperties(DataAwsRegion, { name: "eu-west-1" })).toThrow("eu-west-1");
});

test("toHaveProvider sees the provider, and none where there is none", () => {
  expect(json).toHaveProvider(AwsProvider);
  expect(() => expect('{"provider":{}}').toHaveProvider(AwsProvider)).toThrow("Expected aws");
});

test("toHaveProviderWithProperties compares the properties", () => {
  expect(json).toHaveProviderWithProperties(AwsProvider, { region: "us-east-1" });
  expect(() => expect(json).toHaveProviderWithProperties(AwsProvider, { region: "eu-west-1" })).toThrow("eu-west-1");
});
