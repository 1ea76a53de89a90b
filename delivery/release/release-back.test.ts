import { beforeEach, describe, expect, test } from "vitest";
import {
  arnOf,
  completed,
  definitionOf,
  digestOf,
  failed,
  ReleasingAws,
  runsRevision,
} from "../../test/helpers/releasing-aws";

let aws: ReleasingAws;

describe("the way back", () => {
  beforeEach(async () => {
    aws = new ReleasingAws();
    await aws.release(digestOf(2));
    aws.marks.length = 0;
  });

  test("runs the image before, and retires the one that was taken back", async () => {
    expect(await aws.release(undefined)).toEqual({
      outcome: "released",
      digest: digestOf(1),
      previousDigest: digestOf(2),
      revision: "staging-reports:3",
      sentences: ["reports runs staging-reports:3", "retired staging-reports:2, of the image that was taken back"],
    });
    expect(aws.state).toEqual({ stored: digestOf(1), active: [1, 3], runs: arnOf(3) });
  });

  test("from an image without a digest retires none of its revisions", async () => {
    aws.revisions.push({ ...definitionOf(3), containerDefinitions: [{ name: "reports", image: "reports:latest" }] });
    aws.service = completed(aws.deploy(arnOf(3)));
    expect(await aws.release(undefined)).toMatchObject({ sentences: ["reports runs staging-reports:4"] });
    expect(aws.state).toEqual(runsRevision(4, 2));
  });

  test("to an image that is gone changes nothing", async () => {
    aws.lost.add(digestOf(1));
    await expect(aws.release(undefined)).rejects.toThrow(`reports holds no image ${digestOf(1)}; push it first`);
    expect({ ...aws.state, marks: aws.marks }).toEqual({ ...runsRevision(2), marks: [] });
  });

  test("that fails itself retires its own revision alone", async () => {
    aws.onward = failed;
    expect(await aws.release(undefined)).toMatchObject({ outcome: "rolled-back", digest: digestOf(1) });
    expect(aws.state).toEqual(runsRevision(2));
  });

  test("ends where no other image was before", async () => {
    await aws.release(undefined);
    await expect(aws.release(undefined)).rejects.toThrow(
      "staging-reports has no revision of another image before staging-reports:3; release a digest instead",
    );
  });

  test("passes over revisions of the image that runs, and retires them all", async () => {
    aws.revisions.push(definitionOf(2));
    aws.service = completed(aws.deploy(arnOf(3)));
    const { digest, sentences } = await aws.release(undefined);
    expect({ digest, last: sentences.at(-1) }).toEqual({
      digest: digestOf(1),
      last: "retired staging-reports:3, staging-reports:2, of the image that was taken back",
    });
    expect(aws.state).toEqual({ stored: digestOf(1), active: [1, 4], runs: arnOf(4) });
  });
});
