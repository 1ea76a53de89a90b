import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { expect, test } from "vitest";
import { synthesize } from "../test/helpers/synthesize";
import { requiredFeatures, requireFeature } from "./provider-feature";

test("remembers every feature that an element needs, with its path", () => {
  synthesize((scope) => {
    const queue = new SqsQueue(scope, "orders", { name: "orders" });
    requireFeature(queue, { feature: "alb-jwt-validation", path: ["action", 0] });
    requireFeature(queue, { feature: "alb-jwt-validation", path: [] });
    expect(requiredFeatures(queue)).toEqual([
      { feature: "alb-jwt-validation", path: ["action", 0] },
      { feature: "alb-jwt-validation", path: [] },
    ]);
  });
});

test("takes other metadata for no feature", () => {
  synthesize((scope) => {
    const queue = new SqsQueue(scope, "orders", { name: "orders" });
    queue.node.addMetadata("aws:cdk:warning", "the queue has no dead-letter queue");
    expect(requiredFeatures(queue)).toEqual([]);
  });
});

test("leaves the synthesized resource as it is", () => {
  const template = synthesize((scope) => {
    requireFeature(new SqsQueue(scope, "orders", { name: "orders" }), {
      feature: "alb-jwt-validation",
      path: ["name"],
    });
  });
  expect(template.resource("aws_sqs_queue")).toEqual({ name: "orders" });
});
