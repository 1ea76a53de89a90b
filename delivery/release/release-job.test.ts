import { beforeEach, expect, test } from "vitest";
import { definitionOf, digestOf, ReleasingAws, releasedReports } from "../../test/helpers/releasing-aws";

let aws: ReleasingAws;

beforeEach(() => {
  aws = new ReleasingAws({ ...releasedReports, isJob: true });
});

test("a job runs the new revision from its next start on, its sidecar as it was, and nothing rolls", async () => {
  expect(await aws.release(digestOf(2))).toEqual({
    outcome: "released",
    digest: digestOf(2),
    previousDigest: digestOf(1),
    revision: "staging-reports:2",
    sentences: ["reports runs staging-reports:2 from its next start on; a task that runs goes on"],
  });
  const both = ["released-staging-222222222222", "passed-staging-222222222222"];
  expect(aws).toMatchObject({
    stored: digestOf(2),
    revisions: [definitionOf(1), definitionOf(2)],
    marks: both,
  });
  expect(await aws.release(digestOf(2))).toMatchObject({ outcome: "unchanged" });
  expect(aws.revisions).toHaveLength(2);
  expect(aws.marks).toEqual([...both, ...both]);
});

test("the way back of a job retires what it took back, and goes further the next time", async () => {
  await aws.release(digestOf(2));
  await aws.release(digestOf(3));
  expect(await aws.release(undefined)).toMatchObject({ outcome: "released", digest: digestOf(2) });
  expect(aws).toMatchObject({
    stored: digestOf(2),
    revisions: [definitionOf(1), definitionOf(2), undefined, definitionOf(2)],
  });
  expect(await aws.release(undefined)).toMatchObject({ outcome: "released", digest: digestOf(1) });
});

test("a job that is not there yet gets its digest stored, and nothing where a step is refused", async () => {
  aws.refused = ["RegisterTaskDefinition"];
  await expect(aws.release(digestOf(2))).rejects.toThrow();
  expect(aws).toMatchObject({ stored: digestOf(1), revisions: [definitionOf(1)] });
  aws.revisions = [];
  expect(await aws.release(digestOf(2))).toMatchObject({ outcome: "stored" });
  expect(aws.stored).toBe(digestOf(2));
});

test("what was not tried where it has to be is not released, and the way back asks for no trial", async () => {
  const trials = [{ environment: "preview", isOfSameRegistry: true, services: ["reports"] }];
  await expect(aws.release(digestOf(2), trials)).rejects.toThrow("where no release of");
  expect(aws).toMatchObject({ stored: digestOf(1), revisions: [definitionOf(1)], marks: [] });
  await aws.release(digestOf(2));
  expect(await aws.release(undefined, trials)).toMatchObject({ outcome: "released", digest: digestOf(1) });
});

test("a job that is not there yet has passed nothing", async () => {
  aws.revisions = [];
  await aws.release(digestOf(2));
  expect(aws.marks).toEqual(["released-staging-222222222222"]);
});

test("a job whose image has no digest is released all the same, and nothing where it is interrupted", async () => {
  const [own, ...sidecars] = definitionOf(1).containerDefinitions;
  const unnamed = { ...definitionOf(1), containerDefinitions: [{ ...own, image: "reports:latest" }, ...sidecars] };
  aws.revisions = [unnamed];
  expect(await aws.release(digestOf(2))).not.toHaveProperty("previousDigest");
  aws.interrupt.abort();
  expect(await aws.release(digestOf(3))).toEqual({
    outcome: "interrupted",
    digest: digestOf(3),
    sentences: ["nothing was changed"],
  });
  expect(aws).toMatchObject({ stored: digestOf(2), revisions: [unnamed, definitionOf(2)] });
});
