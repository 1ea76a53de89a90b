import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Aspects, TerraformOutput, TerraformResource, TerraformStack } from "cdktf";
import { RootConstruct } from "constructs";
import { expect, test } from "vitest";
import { synthesize, templateOf } from "./synthesize";

test("returns the resources of one type and nothing else", () => {
  const template = synthesize((scope) => {
    new SqsQueue(scope, "orders", { name: "orders" });
    new SqsQueue(scope, "invoices", { name: "invoices" });
  });
  expect(template.resources("aws_sqs_queue").map((queue) => queue.name)).toEqual(["invoices", "orders"]);
  expect(template.resources("aws_sns_topic")).toEqual([]);
});

test("refuses to name one resource where there are none or two", () => {
  const template = synthesize((scope) => {
    new SqsQueue(scope, "orders", { name: "orders" });
    new SqsQueue(scope, "invoices", { name: "invoices" });
  });
  expect(() => template.resource("aws_sqs_queue")).toThrow("expected one aws_sqs_queue, found 2");
  expect(() => template.resource("aws_sns_topic")).toThrow("expected one aws_sns_topic, found 0");
  expect(() => template.dataSource("aws_region")).toThrow("expected one data.aws_region, found 0");
});

test("lists the address of every resource and data source", () => {
  const template = synthesize((scope) => {
    new SqsQueue(scope, "orders", { name: "orders" });
    new DataAwsRegion(scope, "region");
  });
  expect(template.addresses()).toEqual(["aws_sqs_queue.orders", "data.aws_region.region"]);
  expect(template.resource("aws_sqs_queue")).toEqual({ name: "orders" });
  expect(template.dataSource("aws_region")).toEqual({});
});

test("returns outputs by name, and none where a stack has none", () => {
  const template = synthesize((scope) => {
    new TerraformOutput(scope, "url", { value: "https://example.com" });
  });
  expect(template.outputs()).toEqual({ url: { value: "https://example.com" } });
  expect(synthesize(() => undefined).outputs()).toEqual({});
});

test("gives the stack one provider and a fixed backend", () => {
  const template = synthesize(() => undefined);
  expect(template.providers("aws")).toEqual([{ region: "us-east-1" }]);
  expect(template.providers("random")).toEqual([]);
  expect(JSON.parse(template.json).terraform.backend).toEqual({ local: { path: "terraform.tfstate" } });
});

test("runs the constructs' own validations", () => {
  expect(() =>
    synthesize((scope) => {
      const queue = new SqsQueue(scope, "orders", { name: "orders" });
      queue.node.addValidation({ validate: () => ["the queue has no dead-letter queue"] });
    }),
  ).toThrow("the queue has no dead-letter queue");
});

test("runs the aspects", () => {
  const template = synthesize((scope) => {
    new SqsQueue(scope, "orders", { name: "orders" });
    Aspects.of(scope).add({
      visit: (node) => {
        if (node instanceof TerraformResource) node.addOverride("name", "visited");
      },
    });
  });
  expect(template.resource("aws_sqs_queue").name).toBe("visited");
});

test("refuses a stack whose resources have no provider", () => {
  const stack = new TerraformStack(new RootConstruct(), "orders");
  new SqsQueue(stack, "orders", { name: "orders" });
  expect(() => templateOf(stack)).toThrow("aws");
});
