import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { expect, test } from "vitest";
import { reference } from "./reference";
import { synthesize } from "./synthesize";

const template = synthesize((scope) => {
  const shop = new Construct(scope, "shop");
  const orders = new SqsQueue(shop, "orders", { name: "orders" });
  new SqsQueue(shop, "orders-retry", { name: "orders-retry" });
  new TerraformOutput(scope, "orders-arn", { value: orders.arn });
});

test("is what cdktf writes for an attribute of the block", () => {
  expect(template.outputs()["orders-arn"]).toEqual({ value: reference(template, "aws_sqs_queue.shop_orders", "arn") });
});

test("takes the type alone where there is one block of it", () => {
  const single = synthesize((scope) => {
    new SqsQueue(scope, "orders", { name: "orders" });
  });
  expect(reference(single, "aws_sqs_queue", "arn")).toMatch(/^\$\{aws_sqs_queue\.orders\.arn\}$/);
});

test("refuses a beginning of no address, and of two", () => {
  expect(() => reference(template, "aws_sns_topic", "arn")).toThrow("aws_sns_topic begins 0 addresses");
  expect(() => reference(template, "aws_sqs_queue", "arn")).toThrow("aws_sqs_queue begins 2 addresses");
});
