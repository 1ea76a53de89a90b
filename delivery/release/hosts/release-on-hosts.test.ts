import { beforeEach, describe, expect, test } from "vitest";
import { digestOf } from "../../../test/helpers/releasing-aws";
import { hostedReports, instance, ReleasingHosts } from "../../../test/helpers/releasing-hosts";

let aws: ReleasingHosts;
const parameter = hostedReports.parameter;

beforeEach(() => {
  aws = new ReleasingHosts();
});

/** What runs on the instances, in their order. */
function running() {
  return [...aws.runs.values()];
}

describe("a release on instances", () => {
  test("has one after the other bring itself to the image, each once the load balancer has the one before again", async () => {
    aws.health.set("i-1", [{ State: "unhealthy", Description: "Health checks failed" }]);
    expect(await aws.release(digestOf(2))).toEqual({
      outcome: "released",
      digest: digestOf(2),
      previousDigest: digestOf(1),
      sentences: ["reports runs it on i-1 and i-2"],
    });
    expect(aws.asked).toEqual(["release on i-1", "health of i-1", "health of i-1", "release on i-2", "health of i-2"]);
    expect([aws.stored, ...running()]).toEqual([digestOf(2), digestOf(2), digestOf(2)]);
    expect(aws.marks).toEqual(["released-staging-222222222222", "passed-staging-222222222222"]);
    expect(aws.noted).toContain("i-1: unhealthy in staging-reports: Health checks failed");
  });

  test("reaches those that were started meanwhile, and takes one that is not registered for one without requests", async () => {
    aws.health.set("i-3", [{ State: "unused", Reason: "Target.NotRegistered" }]);
    aws.meanwhile = () => {
      aws.instances = [instance("i-1"), instance("i-2"), instance("i-3", new Date())];
    };
    expect((await aws.release(digestOf(2))).sentences).toEqual(["reports runs it on i-1, i-2 and i-3"]);
  });

  test("that fails on one writes the digest before, brings all back to it, and tells what the instance said", async () => {
    aws.broken.set(digestOf(2), ["i-2"]);
    expect(await aws.release(digestOf(2))).toEqual({
      outcome: "rolled-back",
      digest: digestOf(2),
      previousDigest: digestOf(1),
      sentences: [
        "i-2: containers are not healthy: reports exited (1)",
        `${parameter} holds ${digestOf(1)} again, and i-1 and i-2 run it`,
      ],
    });
    expect([aws.stored, ...running()]).toEqual([digestOf(1), digestOf(1), digestOf(1)]);
    expect(aws.marks).toEqual(["released-staging-222222222222"]);
  });

  test("that fails on the first is not tried on the others", async () => {
    aws.broken.set(digestOf(2), ["i-1"]);
    await aws.release(digestOf(2));
    expect(aws.asked.filter((asked) => asked.startsWith("release"))).toEqual([
      "release on i-1",
      "release on i-1",
      "release on i-2",
    ]);
  });

  test("says which instances cannot be brought back, and goes on with the others", async () => {
    aws.broken.set(digestOf(2), ["i-2"]);
    aws.broken.set(digestOf(1), ["i-1"]);
    expect((await aws.release(digestOf(2))).sentences).toEqual([
      "i-2: containers are not healthy: reports exited (1)",
      `${parameter} holds ${digestOf(1)} again, but not all instances run it: i-1: containers are not healthy: reports exited (1)`,
      "look at one with: aws ssm start-session --target INSTANCE",
    ]);
    expect(aws.runs.get("i-2")).toBe(digestOf(1));
  });

  test("waits for one that starts until Systems Manager reaches it", async () => {
    aws.instances = [instance("i-1"), instance("i-2", new Date())];
    aws.silent.set("i-2", 2);
    expect(await aws.release(digestOf(2))).toMatchObject({ outcome: "released" });
    expect(aws.noted.filter((note) => note === "i-2: still starts")).toHaveLength(2);
  });

  test("fails on one that has long had the time to start and is not reached", async () => {
    aws.silent.set("i-2", 1);
    expect(await aws.release(digestOf(2))).toMatchObject({
      outcome: "rolled-back",
      sentences: [
        "i-2: Systems Manager does not reach it",
        `${parameter} holds ${digestOf(1)} again, and i-1 and i-2 run it`,
      ],
    });
  });

  test("of which the load balancer thinks ill for longer than a start fails", async () => {
    aws.health.set("i-1", [
      { State: "unhealthy", Description: "Health checks failed" },
      { State: "unhealthy", Description: "Health checks failed" },
    ]);
    const result = await aws.release(digestOf(2), { ...hostedReports, startSeconds: 0 });
    expect(result).toMatchObject({
      outcome: "rolled-back",
      sentences: [
        "i-1: unhealthy in staging-reports: Health checks failed",
        expect.stringContaining("not all instances run it: i-1: unhealthy"),
        expect.any(String),
      ],
    });
  });

  test("where no instance runs stores the digest for the first that starts", async () => {
    aws.instances = [];
    expect(await aws.release(digestOf(2))).toMatchObject({ outcome: "stored" });
    expect({ stored: aws.stored, asked: aws.asked }).toEqual({ stored: digestOf(2), asked: [] });
  });

  test("that AWS refuses before an instance was told leaves the digest as it was", async () => {
    aws.refused = ["SendCommand"];
    await expect(aws.release(digestOf(2))).rejects.toThrow("no SendCommand");
    expect(aws.history).toEqual(["unreleased", digestOf(1), digestOf(2), digestOf(1)]);
  });
});

describe("an interrupted release", () => {
  test("changes nothing before it begins", async () => {
    aws.interrupt.abort();
    expect(await aws.release(digestOf(2))).toMatchObject({
      outcome: "interrupted",
      sentences: ["nothing was changed"],
    });
    expect(aws).toMatchObject({ stored: digestOf(1), marks: [], asked: [] });
  });

  test("says what was told to whom, goes on where it is asked for again, and is taken back whole where that fails", async () => {
    aws.meanwhile = () => aws.interrupt.abort();
    expect(await aws.release(digestOf(2))).toMatchObject({
      outcome: "interrupted",
      sentences: [
        `interrupted; ${parameter} holds the new digest, and i-1 was told of it`,
        `go on with: npx slipway release staging reports ${digestOf(2)}`,
        "or go back with: npx slipway release staging reports --rollback",
      ],
    });
    const again = Object.assign(new ReleasingHosts(), { history: aws.history, runs: aws.runs });
    again.broken.set(digestOf(2), ["i-2"]);
    expect(await again.release(digestOf(2))).toMatchObject({ outcome: "rolled-back", previousDigest: digestOf(1) });
    expect([again.stored, ...again.runs.values()]).toEqual([digestOf(1), digestOf(1), digestOf(1)]);
  });
});

describe("the way back", () => {
  test("leads to what ran before, and the next one further back", async () => {
    for (const number of [2, 3]) await aws.release(digestOf(number));
    expect(await aws.release(undefined)).toMatchObject({ digest: digestOf(2), previousDigest: digestOf(3) });
    expect(await aws.release(undefined)).toMatchObject({ digest: digestOf(1), outcome: "released" });
    await expect(aws.release(undefined)).rejects.toThrow(
      `${parameter} has held no digest before ${digestOf(1)}; release a digest instead`,
    );
  });

  test("passes over what failed", async () => {
    await aws.release(digestOf(2));
    aws.broken.set(digestOf(3), ["i-1"]);
    await aws.release(digestOf(3));
    expect(await aws.release(undefined)).toMatchObject({ digest: digestOf(1) });
  });
});
