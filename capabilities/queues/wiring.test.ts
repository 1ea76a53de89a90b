import { expect, test } from "vitest";
import { planOf, queueFacts } from "../../test/helpers/plan-facts";
import { synthesize } from "../../test/helpers/synthesize";
import { wireQueues } from "./wiring";

test("makes each queue of the plan, and one for its dead letters", () => {
  const { resources } = planOf({}, { queues: { mails: queueFacts, orders: queueFacts } }).capabilities.queues;
  const template = synthesize((stack) => wireQueues(stack, resources));
  expect(
    template
      .resources("aws_sqs_queue")
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["shop-mails", "shop-mails-dead-letters", "shop-orders", "shop-orders-dead-letters"]);
  expect(template.addresses().join("\n")).toContain("aws_sqs_queue.queue-mails_");
});
