import type { ServiceDeployment } from "@aws-sdk/client-ecs";
import { describe, expect, test } from "vitest";
import { arnOf, digestOf, ReleasingAws, releasedReports, runsRevision } from "../../test/helpers/releasing-aws";

const target = { ...releasedReports, bakeMinutes: 10 };
const moving = (lifecycleStage: ServiceDeployment["lifecycleStage"]): ServiceDeployment => ({
  status: "IN_PROGRESS",
  lifecycleStage,
  targetServiceRevision: { runningTaskCount: 1, requestedTaskCount: 2 },
  deploymentConfiguration: { bakeTimeInMinutes: 10 },
});
const shifting = [
  moving("SCALE_UP"),
  moving("TEST_TRAFFIC_SHIFT"),
  moving("PRODUCTION_TRAFFIC_SHIFT"),
  moving("BAKE_TIME"),
];

function shiftingAws(...stages: readonly ServiceDeployment[]): ReleasingAws {
  const aws = new ReleasingAws(target);
  aws.onward = (service) => service;
  aws.stages = stages;
  return aws;
}

describe("a release of a blue/green service", () => {
  test("waits through every stage for ECS's word, and tells where it is", async () => {
    const aws = shiftingAws(...shifting, moving("CLEAN_UP"), { status: "SUCCESSFUL" });
    expect(await aws.release(digestOf(2))).toMatchObject({
      outcome: "released",
      sentences: ["reports runs staging-reports:2"],
    });
    expect(aws.noted).toEqual([
      "SCALE_UP: 1 of 2 running beside the old ones",
      "TEST_TRAFFIC_SHIFT: requests with the test header go to the new tasks",
      "PRODUCTION_TRAFFIC_SHIFT: requests shift to the new tasks",
      "BAKE_TIME: the old tasks wait for 10 minutes, and take over again if an alarm rings",
      "CLEAN_UP: the old tasks go",
    ]);
    expect(aws.state).toEqual(runsRevision(2));
  });

  test("that an alarm ends leaves AWS as it was, so that the next plan is empty", async () => {
    const aws = shiftingAws(
      ...shifting,
      { status: "ROLLBACK_IN_PROGRESS" },
      {
        status: "ROLLBACK_SUCCESSFUL",
        statusReason: "Service deployment rolled back because of a CloudWatch alarm.",
        alarms: { status: "TRIGGERED", triggeredAlarmNames: ["staging-reports-target-5xx-2"] },
      },
    );
    // As ECS has it after a rollback: the service is on its revision of before.
    aws.onward = (service) =>
      aws.shift?.status === "ROLLBACK_IN_PROGRESS" ? { ...service, taskDefinition: arnOf(1) } : service;
    expect(await aws.release(digestOf(2))).toMatchObject({
      outcome: "rolled-back",
      sentences: [
        "Service deployment rolled back because of a CloudWatch alarm.",
        "alarms that rang: staging-reports-target-5xx-2",
        `/staging/image-digests/reports holds ${digestOf(1)} again, staging-reports:2 is retired, and staging-reports:1 runs`,
      ],
    });
    expect(aws.noted.at(-1)).toBe("ROLLBACK_IN_PROGRESS: requests go back to the old tasks");
    expect(aws.state).toEqual(runsRevision(1));
    expect(aws.marks.filter((mark) => /passed/.test(mark))).toEqual([]);
  });

  test("that somebody else's takes the place of takes nothing back", async () => {
    const aws = shiftingAws(moving("SCALE_UP"), { status: "STOPPED" });
    aws.onward = (service) => ({ ...service, taskDefinition: aws.shift === undefined ? arnOf(1) : arnOf(9) });
    expect(await aws.release(digestOf(2))).toMatchObject({ outcome: "superseded" });
    expect(aws.state.stored).toBe(digestOf(2));
  });

  test("goes on where an interrupted one of the same digest bakes, and refuses to be in the way of another", async () => {
    const aws = shiftingAws(moving("BAKE_TIME"));
    aws.onward = (service) => {
      if (aws.shift?.lifecycleStage === "BAKE_TIME") aws.interrupt.abort();
      return service;
    };
    expect(await aws.release(digestOf(2))).toMatchObject({ outcome: "interrupted" });
    await expect(aws.release(digestOf(3))).rejects.toThrow(
      "a deployment of reports to staging-reports:2 is under way; wait until it has ended, then try again",
    );
  });
});
