import type { Deployment, Service } from "@aws-sdk/client-ecs";
import { describe, expect, test } from "vitest";
import { verdictOn } from "./rollout";

const since = new Date("2026-03-01T10:00:00Z");
const arn = (revision: number) => `arn:aws:ecs:us-east-1:123456789012:task-definition/lornu-staging-agent:${revision}`;
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
    expect(verdictOn(rollout, service(own, old))).toEqual({ state: "running", note: "1 of 2 running" });
    const failing = { ...own, failedTasks: 3 };
    expect(verdictOn(rollout, service(failing, old))).toEqual({ state: "running", note: "1 of 2 running, 3 failed" });
  });

  test("is good when ECS says that it is complete", () => {
    expect(verdictOn(rollout, service({ ...own, rolloutState: "COMPLETED" }))).toEqual({ state: "completed" });
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
    expect(verdictOn(rollout, { ...service(back, failed), events })).toEqual({
      state: "failed",
      reasons: ["tasks failed to start.", "rolling back to ecs-svc/1.", "unable to pull the image", "rolling back"],
    });
  });

  test("is bad when the failed deployment is not even listed any more", () => {
    expect(verdictOn(rollout, service({ ...old, id: "ecs-svc/3", status: "PRIMARY" })).state).toBe("failed");
  });

  test("is bad when it failed and nothing goes back", () => {
    expect(verdictOn(rollout, service({ ...own, rolloutState: "FAILED" })).state).toBe("failed");
  });

  test("follows a restart of the same revision", () => {
    const restarted = { ...own, id: "ecs-svc/9" };
    expect(verdictOn(rollout, service(restarted, old)).state).toBe("running");
    expect(verdictOn(rollout, service({ ...restarted, rolloutState: "COMPLETED" })).state).toBe("completed");
  });

  test("is none when somebody else deploys something else", () => {
    const others = { ...own, id: "ecs-svc/9", taskDefinition: arn(3) };
    expect(verdictOn(rollout, service(others, old))).toEqual({ state: "superseded", by: arn(3) });
  });
});
