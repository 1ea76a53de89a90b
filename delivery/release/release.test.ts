import { beforeEach, describe, expect, test } from "vitest";
import {
  arnOf,
  completed,
  definitionOf,
  digestOf,
  failed,
  ReleasingAws,
  releasedReports as target,
} from "../../test/helpers/releasing-aws";
import { release } from "./release";

let aws: ReleasingAws;
let said: string[];
let interrupt: AbortController;

beforeEach(() => {
  aws = new ReleasingAws();
  said = [];
  interrupt = new AbortController();
});

function released(digest: string | undefined) {
  const watch = {
    timeoutSeconds: 5,
    pollSeconds: 0,
    signal: interrupt.signal,
    since: new Date(0),
    note: () => {},
    say: (line: string) => said.push(line),
  };
  return release(aws.clients, { target, digest, trials: [] }, watch);
}

/** What Terraform reads, what it follows, and what runs. */
const state = () => ({
  stored: aws.stored,
  active: aws.revisions.flatMap((one, index) => (one === undefined ? [] : [index + 1])),
  runs: aws.service?.taskDefinition,
});
const runs = (revision: number, digest = revision) => ({
  stored: digestOf(digest),
  active: Array.from({ length: revision }, (_, index) => index + 1),
  runs: arnOf(revision),
});

describe("a release", () => {
  test("rolls the service to a revision with the image, and marks it before and after", async () => {
    expect(await released(digestOf(2))).toEqual({
      outcome: "released",
      digest: digestOf(2),
      previousDigest: digestOf(1),
      revision: "staging-reports:2",
      sentences: ["reports runs staging-reports:2"],
    });
    expect(state()).toEqual(runs(2));
    expect(aws.revisions).toEqual([definitionOf(1), definitionOf(2)]);
    expect(aws.marks).toEqual(["released-staging-222222222222", "passed-staging-222222222222"]);
  });

  test("of what runs marks it all the same, and corrects the parameter", async () => {
    expect((await released(digestOf(1))).sentences).toEqual(["this digest runs already"]);
    aws.stored = digestOf(7);
    expect(await released(digestOf(1))).toEqual({
      outcome: "unchanged",
      digest: digestOf(1),
      sentences: [`this digest runs already; ${target.parameter} said ${digestOf(7)}, and is corrected`],
    });
    expect(state()).toEqual(runs(1));
    expect(aws.marks).toEqual(
      ["released", "passed", "released", "passed"].map((mark) => `${mark}-staging-111111111111`),
    );
  });

  test("of an image that the registry does not hold changes nothing", async () => {
    aws.lost.add(digestOf(2));
    await expect(released(digestOf(2))).rejects.toThrow(`reports holds no image ${digestOf(2)}; push it first`);
    expect({ ...state(), marks: aws.marks }).toEqual({ ...runs(1), marks: [] });
  });

  test("that is interrupted before it begins changes nothing", async () => {
    interrupt.abort();
    expect(await released(digestOf(2))).toEqual({
      outcome: "interrupted",
      digest: digestOf(2),
      sentences: ["nothing was changed"],
    });
    expect({ ...state(), marks: aws.marks }).toEqual({ ...runs(1), marks: [] });
  });
});

describe("where no service is", () => {
  test.each([
    ["stores the digest", digestOf(1)],
    ["leaves what is stored already", digestOf(2)],
  ])("a release %s for the first apply", async (_, stored) => {
    aws.service = undefined;
    aws.stored = stored;
    expect(await released(digestOf(2))).toMatchObject({
      outcome: "stored",
      sentences: [expect.stringContaining("applying the runtime stack staging starts it with this digest")],
    });
    expect(aws).toMatchObject({ stored: digestOf(2), marks: ["released-staging-222222222222"] });
  });

  test("there is nothing to go back from", async () => {
    aws.service = undefined;
    await expect(released(undefined)).rejects.toThrow(
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
    expect(await released(digestOf(2))).toMatchObject({ outcome: "released", previousDigest: digestOf(1) });
    expect({ said, ...state() }).toEqual({
      said: [`${digestOf(2)} is being deployed already: waits for the verdict`],
      ...runs(2),
    });
  });

  test("that fails is taken back whole", async () => {
    aws.onward = failed;
    expect(await released(digestOf(2))).toMatchObject({ outcome: "rolled-back" });
    expect(state()).toEqual(runs(1));
  });

  test.each([
    ["another image", digestOf(3), digestOf(2)],
    ["a digest that was changed by hand meanwhile", digestOf(2), digestOf(1)],
    ["the way back", undefined, digestOf(2)],
  ])("is in the way of %s", async (_, digest, stored) => {
    aws.stored = stored;
    await expect(released(digest)).rejects.toThrow(
      "a deployment of reports to staging-reports:2 is under way; wait until it has ended, then try again",
    );
    expect(state()).toEqual({ ...runs(2), stored });
  });
});

describe("a release that fails", () => {
  test("is rolled back by hand where no circuit breaker does it, with ECS's reasons", async () => {
    aws.onward = failed;
    expect(await released(digestOf(2))).toEqual({
      outcome: "rolled-back",
      digest: digestOf(2),
      previousDigest: digestOf(1),
      revision: "staging-reports:2",
      sentences: [
        "tasks failed to start",
        `${target.parameter} holds ${digestOf(1)} again, staging-reports:2 is retired, and staging-reports:1 runs`,
      ],
    });
    expect({ ...state(), marks: aws.marks }).toEqual({ ...runs(1), marks: ["released-staging-222222222222"] });
  });

  test("is not rolled a second time where the circuit breaker did it", async () => {
    aws.onward = onceRolledBack();
    expect(await released(digestOf(2))).toMatchObject({ outcome: "rolled-back" });
    expect(aws.service?.deployments?.[0]?.id).toBe("ecs-svc/breaker");
    expect(state()).toEqual(runs(1));
  });

  test("over an image without a digest says what to write by hand, and retires nothing", async () => {
    aws.revisions = [{ ...definitionOf(1), containerDefinitions: [{ name: "reports", image: "reports:latest" }] }];
    aws.onward = failed;
    await expect(released(digestOf(2))).rejects.toThrow(
      `staging-reports:1 names its image without a digest; write one to ${target.parameter} by hand`,
    );
    expect(state().active).toEqual([1, 2]);
  });

  test.each(["RegisterTaskDefinition", "UpdateService"])("at %s leaves nothing behind", async (refused) => {
    aws.refused = refused;
    await expect(released(digestOf(2))).rejects.toThrow(`no ${refused}`);
    expect(state()).toEqual(runs(1));
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

describe("the way back", () => {
  beforeEach(async () => {
    await released(digestOf(2));
    aws.marks.length = 0;
  });

  test("runs the image before, and retires the one that was taken back", async () => {
    expect(await released(undefined)).toEqual({
      outcome: "released",
      digest: digestOf(1),
      previousDigest: digestOf(2),
      revision: "staging-reports:3",
      sentences: ["reports runs staging-reports:3", "retired staging-reports:2, of the image that was taken back"],
    });
    expect(state()).toEqual({ stored: digestOf(1), active: [1, 3], runs: arnOf(3) });
  });

  test("to an image that is gone changes nothing", async () => {
    aws.lost.add(digestOf(1));
    await expect(released(undefined)).rejects.toThrow(`reports holds no image ${digestOf(1)}; push it first`);
    expect({ ...state(), marks: aws.marks }).toEqual({ ...runs(2), marks: [] });
  });

  test("that fails itself retires its own revision alone", async () => {
    aws.onward = failed;
    expect(await released(undefined)).toMatchObject({ outcome: "rolled-back", digest: digestOf(1) });
    expect(state()).toEqual(runs(2));
  });

  test("ends where no other image was before", async () => {
    await released(undefined);
    await expect(released(undefined)).rejects.toThrow(
      "staging-reports has no revision of another image before staging-reports:3; release a digest instead",
    );
  });

  test("passes over revisions of the image that runs", async () => {
    aws.revisions.push(definitionOf(2));
    aws.service = completed(aws.deploy(arnOf(3)));
    expect(await released(undefined)).toMatchObject({ outcome: "released", digest: digestOf(1) });
    expect(state()).toEqual({ stored: digestOf(1), active: [1, 4], runs: arnOf(4) });
  });
});
