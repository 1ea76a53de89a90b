import { beforeEach, describe, expect, test } from "vitest";
import {
  arnOf,
  type completed,
  definitionOf,
  digestOf,
  failed,
  ReleasingAws,
  runsRevision,
  releasedReports as target,
} from "../../test/helpers/releasing-aws";

let aws: ReleasingAws;

beforeEach(() => {
  aws = new ReleasingAws();
});

describe("a release", () => {
  test("rolls the service to a revision with the image, and marks it before and after", async () => {
    expect(await aws.release(digestOf(2))).toEqual({
      outcome: "released",
      digest: digestOf(2),
      previousDigest: digestOf(1),
      revision: "staging-reports:2",
      sentences: ["reports runs staging-reports:2"],
    });
    expect(aws.state).toEqual(runsRevision(2));
    expect(aws.revisions).toEqual([definitionOf(1), definitionOf(2)]);
    expect(aws.marks).toEqual(["released-staging-222222222222", "passed-staging-222222222222"]);
  });

  test("of what runs marks it all the same, and corrects the parameter", async () => {
    expect((await aws.release(digestOf(1))).sentences).toEqual(["this digest runs already"]);
    aws.stored = digestOf(7);
    expect(await aws.release(digestOf(1))).toEqual({
      outcome: "unchanged",
      digest: digestOf(1),
      sentences: [`this digest runs already; ${target.parameter} said ${digestOf(7)}, and is corrected`],
    });
    expect(aws.state).toEqual(runsRevision(1));
    expect(aws.marks).toEqual(
      ["released", "passed", "released", "passed"].map((mark) => `${mark}-staging-111111111111`),
    );
  });

  test("of an image that the registry does not hold changes nothing", async () => {
    aws.lost.add(digestOf(2));
    await expect(aws.release(digestOf(2))).rejects.toThrow(`reports holds no image ${digestOf(2)}; push it first`);
    expect({ ...aws.state, marks: aws.marks }).toEqual({ ...runsRevision(1), marks: [] });
  });

  test("of an image that nobody has is not said to be untried", async () => {
    aws.lost.add(digestOf(2));
    const preview = { environment: "preview", isOfSameRegistry: true, services: ["reports"] };
    await expect(aws.release(digestOf(2), [preview])).rejects.toThrow("push it first");
  });

  test("retires what an interrupted one has left, and refuses where Terraform's own is newer", async () => {
    aws.revisions.push(definitionOf(3));
    await aws.release(digestOf(2));
    expect(aws.said[0]).toBe("retires staging-reports:2, which an interrupted release has left");
    expect(aws.state).toEqual({ stored: digestOf(2), active: [1, 3], runs: arnOf(3) });
    aws.revisions.push({ ...definitionOf(4), memory: "2048" });
    await expect(aws.release(digestOf(1))).rejects.toThrow(
      "staging-reports:4 is newer than staging-reports:3, which runs, and differs in more than its image",
    );
  });

  test("that is interrupted before it begins changes nothing", async () => {
    aws.interrupt.abort();
    expect(await aws.release(digestOf(2))).toEqual({
      outcome: "interrupted",
      digest: digestOf(2),
      sentences: ["nothing was changed"],
    });
    expect({ ...aws.state, marks: aws.marks }).toEqual({ ...runsRevision(1), marks: [] });
  });
});

describe("where no service is", () => {
  test.each([
    ["stores the digest", digestOf(1)],
    ["leaves what is stored already", digestOf(2)],
  ])("a release %s for the first apply", async (_, stored) => {
    aws.service = undefined;
    aws.stored = stored;
    // What holds it already needs no right to be written.
    if (stored === digestOf(2)) aws.refused = ["PutParameter"];
    expect(await aws.release(digestOf(2))).toMatchObject({
      outcome: "stored",
      sentences: [expect.stringContaining("applying the runtime stack staging starts it with this digest")],
    });
    expect(aws).toMatchObject({ stored: digestOf(2), marks: ["released-staging-222222222222"] });
  });

  test("there is nothing to go back from", async () => {
    aws.service = undefined;
    await expect(aws.release(undefined)).rejects.toThrow(
      "reports does not run in staging, so there is nothing to go back",
    );
  });
});

describe("a deployment under way", () => {
  beforeEach(() => {
    aws.revisions.push(definitionOf(2));
    aws.deploy(arnOf(2));
    aws.stored = digestOf(2);
  });

  test("of the same image is waited for", async () => {
    expect(await aws.release(digestOf(2))).toMatchObject({ outcome: "released", previousDigest: digestOf(1) });
    expect({ said: aws.said, ...aws.state }).toEqual({
      said: [`${digestOf(2)} is being deployed already: waits for the verdict`],
      ...runsRevision(2),
    });
  });

  test("that fails is taken back whole", async () => {
    aws.onward = failed;
    expect(await aws.release(digestOf(2))).toMatchObject({ outcome: "rolled-back" });
    expect(aws.state).toEqual(runsRevision(1));
  });

  test.each([
    ["another image", digestOf(3), digestOf(2)],
    ["another image that the parameter holds already", digestOf(3), digestOf(3)],
    ["a digest that was changed by hand meanwhile", digestOf(2), digestOf(1)],
    ["the way back", undefined, digestOf(2)],
  ])("is in the way of %s", async (_, digest, stored) => {
    aws.stored = stored;
    await expect(aws.release(digest)).rejects.toThrow(
      "a deployment of reports to staging-reports:2 is under way; wait until it has ended, then try again",
    );
    expect(aws.state).toEqual({ ...runsRevision(2), stored });
  });
});

describe("a release that fails", () => {
  test("is rolled back by hand where no circuit breaker does it, with ECS's reasons", async () => {
    aws.onward = failed;
    expect(await aws.release(digestOf(2))).toEqual({
      outcome: "rolled-back",
      digest: digestOf(2),
      previousDigest: digestOf(1),
      revision: "staging-reports:2",
      sentences: [
        "tasks failed to start",
        `${target.parameter} holds ${digestOf(1)} again, staging-reports:2 is retired, and staging-reports:1 runs`,
      ],
    });
    expect({ ...aws.state, marks: aws.marks }).toEqual({
      ...runsRevision(1),
      marks: ["released-staging-222222222222"],
    });
  });

  test("is not rolled a second time where the circuit breaker did it", async () => {
    aws.onward = onceRolledBack();
    expect(await aws.release(digestOf(2))).toMatchObject({ outcome: "rolled-back" });
    expect(aws.service?.deployments?.[0]?.id).toBe("ecs-svc/breaker");
    expect(aws.state).toEqual(runsRevision(1));
  });

  test("over an image without a digest says what to write by hand, and retires nothing", async () => {
    aws.revisions = [{ ...definitionOf(1), containerDefinitions: [{ name: "reports", image: "reports:latest" }] }];
    aws.onward = failed;
    await expect(aws.release(digestOf(2))).rejects.toThrow(
      `staging-reports:1 names its image without a digest; write one to ${target.parameter} by hand`,
    );
    expect(aws.state.active).toEqual([1, 2]);
  });

  test.each(["RegisterTaskDefinition", "UpdateService"])("at %s leaves nothing behind", async (refused) => {
    aws.refused = [refused];
    await expect(aws.release(digestOf(2))).rejects.toThrow(`no ${refused}`);
    expect(aws.state).toEqual(runsRevision(1));
  });

  test("and may not be undone either says what is left to do by hand", async () => {
    aws.refused = ["UpdateService", "DeregisterTaskDefinition"];
    await expect(aws.release(digestOf(2))).rejects.toThrow(
      "AWS refuses this: no UpdateService; use a role that may; not all of it could be undone, so by hand: deregister staging-reports:2",
    );
    expect(aws.state).toEqual({ ...runsRevision(1), active: [1, 2] });
  });
});

/** The circuit breaker's deployment takes the place of the one that failed. */
function onceRolledBack(): typeof completed {
  return (service) => {
    const [primary, ...others] = service.deployments ?? [];
    if (primary?.rolloutState !== "IN_PROGRESS") return service;
    const failedOne = { ...primary, status: "ACTIVE", rolloutState: "FAILED" as const };
    const back = { ...others[0], id: "ecs-svc/breaker", status: "PRIMARY" };
    return { ...service, taskDefinition: arnOf(1), deployments: [back, failedOne] };
  };
}
