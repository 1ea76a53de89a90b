import type { Deployment, Service } from "@aws-sdk/client-ecs";
import { describe, expect, test } from "vitest";
import { verdictOn } from "./rollout";

const since = new Date("2026-03-01T10:00:00Z");
const arn = (revision: number) => `arn:aws:ecs:us-east-1:123456789012:task-definition/shop-staging-agent:${revision}`;
const rollout = { deploymentId: "ecs-svc/2", revision: arn(2), previousRevision: arn(1), since };

const own: Deployment = {
  id: "ecs-svc/2",
  status: "PRIMARY",
  taskDefinition: arn(2),
  rolloutState: "IN_PROGRESS",
  runningCount: 1,
  desiredCount: 2,
  failedTasks: 0,
};
const old: Deployment = { id: "ecs-svc/1", status: "ACTIVE", taskDefinition: arn(1), rolloutState: "COMPLETED" };
const service = (...deployments: readonly Deployment[]): Service => ({ deployments: [...deployments] });

describe("the verdict on a deployment", () => {
  test("is open while tasks start, and says how many do and how many failed", () => {
    expect(verdictOn(rollout, service(own, old), true)).toEqual({ state: "running", note: "1 of 2 running" });
    const failing = { ...own, failedTasks: 3 };
    expect(verdictOn(rollout, service(failing, old), true)).toEqual({
      state: "running",
      note: "1 of 2 running, 3 failed",
    });
  });

  test("is good when ECS says that it is complete", () => {
    expect(verdictOn(rollout, service({ ...own, rolloutState: "COMPLETED" }), true)).toEqual({ state: "completed" });
  });

  test("is bad when the circuit breaker goes back, with what ECS said since, oldest first", () => {
    const failed: Deployment = {
      ...own,
      status: "ACTIVE",
      rolloutState: "FAILED",
      rolloutStateReason: "tasks failed to start.",
    };
    const back = { ...old, id: "ecs-svc/3", status: "PRIMARY", rolloutStateReason: "rolling back to ecs-svc/1." };
    const events = [
      { createdAt: new Date("2026-03-01T10:02:00Z"), message: "rolling back" },
      { createdAt: new Date("2026-03-01T10:01:00Z"), message: "unable to pull the image" },
      { createdAt: new Date("2026-03-01T09:59:00Z"), message: "has reached a steady state" },
    ];
    expect(verdictOn(rollout, { ...service(back, failed), events }, true)).toEqual({
      state: "failed",
      reasons: ["tasks failed to start.", "rolling back to ecs-svc/1.", "unable to pull the image", "rolling back"],
    });
  });

  test("tells what happened since the deployment began, also when an interrupted command began it", () => {
    const failed: Deployment = { ...own, rolloutState: "FAILED", createdAt: new Date("2026-03-01T09:50:00Z") };
    const events = [{ createdAt: new Date("2026-03-01T09:59:00Z"), message: "unable to pull the image" }];
    expect(verdictOn(rollout, { ...service(failed, old), events }, true)).toMatchObject({
      reasons: ["unable to pull the image"],
    });
  });

  test("is open while ECS still answers as before the deployment", () => {
    expect(verdictOn(rollout, service({ ...old, status: "PRIMARY" }), false).state).toBe("running");
  });

  test("is bad when the failed deployment is not even listed any more", () => {
    expect(verdictOn(rollout, service({ ...old, id: "ecs-svc/3", status: "PRIMARY" }), true).state).toBe("failed");
  });

  test("is bad when it failed and nothing goes back", () => {
    expect(verdictOn(rollout, service({ ...own, rolloutState: "FAILED" }), true).state).toBe("failed");
  });

  test("follows a restart of the same revision", () => {
    const restarted = { ...own, id: "ecs-svc/9" };
    expect(verdictOn(rollout, service(restarted, old), true).state).toBe("running");
    expect(verdictOn(rollout, service({ ...restarted, rolloutState: "COMPLETED" }), true).state).toBe("completed");
  });

  test("is none when somebody else deploys something else", () => {
    const others = { ...own, id: "ecs-svc/9", taskDefinition: arn(3) };
    expect(verdictOn(rollout, service(others, old), true)).toEqual({ state: "superseded", by: arn(3) });
  });
});
