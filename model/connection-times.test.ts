import { expect, test } from "vitest";
import { connectionTimes, loadBalancerIdleTimeoutSeconds } from "./connection-times";

test("suits short requests unless connections live long", () => {
  expect(connectionTimes(false)).toEqual({
    idleTimeoutSeconds: 60,
    deregistrationDelaySeconds: 30,
    stopTimeoutSeconds: 30,
    healthCheckGraceSeconds: 60,
  });
});

test("lets a streamed answer end before its task does", () => {
  const times = connectionTimes(true);
  expect(times).toEqual({
    idleTimeoutSeconds: 600,
    deregistrationDelaySeconds: 600,
    stopTimeoutSeconds: 120,
    healthCheckGraceSeconds: 60,
  });
  expect(times.deregistrationDelaySeconds).toBeGreaterThanOrEqual(times.idleTimeoutSeconds);
});

test.each([true, false])("stays within what AWS allows (long-lived: %s)", (longLived) => {
  const times = connectionTimes(longLived);
  expect(times.idleTimeoutSeconds).toBeLessThanOrEqual(4000);
  expect(times.deregistrationDelaySeconds).toBeLessThanOrEqual(3600);
  expect(times.stopTimeoutSeconds).toBeLessThanOrEqual(120);
});

test("gives the load balancer the idle timeout of its most patient service", () => {
  expect(loadBalancerIdleTimeoutSeconds([{ longLived: false }])).toBe(60);
  expect(loadBalancerIdleTimeoutSeconds([{ longLived: false }, { longLived: true }])).toBe(600);
});
