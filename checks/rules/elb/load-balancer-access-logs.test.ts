import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { loadBalancerAccessLogs as rule } from "./load-balancer-access-logs";

test("passes a load balancer that writes access logs", () => {
  expect(faults(rule, { aws_lb: { web: { access_logs: { bucket: "logs", enabled: true } } } })).toEqual([]);
});

test.each([[], [{ bucket: "logs" }], [{ bucket: "logs", enabled: false }]])(
  "reports access_logs %j",
  (...access_logs) => {
    expect(faults(rule, { aws_lb: { web: { access_logs } } })).toEqual([
      "aws_lb.web: the load balancer writes no access logs",
    ]);
  },
);
