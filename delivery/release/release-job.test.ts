import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { listenOnLoopback } from "../../test/helpers/loopback";
import { type ReleaseClients, releaseClients } from "./clients";
import { release } from "./release";
import type { Trial } from "./trial";

const repository = "123456789012.dkr.ecr.us-east-1.amazonaws.com/reports";
const sidecar = { name: "proxy", image: `public.ecr.aws/nginx/nginx@sha256:${"9".repeat(64)}` };
const digestOf = (number: number) => `sha256:${String(number).repeat(64)}`;
const arnOf = (revision: number) => `arn:aws:ecs:us-east-1:123456789012:task-definition/staging-reports:${revision}`;

const definitionSchema = z.object({
  family: z.string(),
  containerDefinitions: z.array(z.object({ name: z.string(), image: z.string() })),
});
const putSchema = z.object({ Value: z.string() });
const markSchema = z.object({ imageTag: z.string() });
const whichSchema = z.object({ taskDefinition: z.string() });

/** As much of ECS, ECR and SSM as a release of a job asks for. */
let revisions: (z.output<typeof definitionSchema> | undefined)[] = [];
let stored = "";
let marks: string[] = [];
let refused = "";

function answerTo(call: string, body: unknown): object {
  switch (call) {
    case "BatchGetImage":
      return { images: [{ imageManifest: "{}" }] };
    case "PutImage":
      marks.push(markSchema.parse(body).imageTag);
      return {};
    case "GetParameter":
      return { Parameter: { Value: stored } };
    case "PutParameter":
      stored = putSchema.parse(body).Value;
      return {};
    case "ListTaskDefinitions":
      return { taskDefinitionArns: revisions.flatMap((one, index) => (one === undefined ? [] : [arnOf(index + 1)])) };
    case "DescribeTaskDefinition":
      return { taskDefinition: { ...revisions[indexIn(body)], taskDefinitionArn: arnOf(indexIn(body) + 1) } };
    case "RegisterTaskDefinition":
      revisions.push(definitionSchema.parse(body));
      return { taskDefinition: { taskDefinitionArn: arnOf(revisions.length) } };
    case "DeregisterTaskDefinition":
      revisions[indexIn(body)] = undefined;
      return {};
    default:
      throw new Error(`${call} is not a call that a release of a job makes`);
  }
}

function indexIn(body: unknown): number {
  return Number(whichSchema.parse(body).taskDefinition.split(":").at(-1)) - 1;
}

const server = createServer((asked, response) => {
  let text = "";
  asked.on("data", (part) => {
    text += part;
  });
  asked.on("end", () => {
    const call = String(asked.headers["x-amz-target"]).replace(/^.*\./, "");
    const isRefused = call === refused;
    response.writeHead(isRefused ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(isRefused ? { __type: "AccessDeniedException" } : answerTo(call, JSON.parse(text))));
  });
});
let clients: ReleaseClients;

beforeAll(async () => {
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server)}`;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const settings = { region: "us-east-1", maxAttempts: 1, endpoint, credentials };
  clients = releaseClients(settings);
});

afterAll(() => server.close());

beforeEach(() => {
  stored = digestOf(1);
  refused = "";
  marks = [];
  revisions = [revisionOf(1)];
});

function revisionOf(number: number) {
  const image = `${repository}@${digestOf(number)}`;
  return { family: "staging-reports", containerDefinitions: [{ name: "reports", image }, sidecar] };
}

const target = {
  environment: "staging",
  name: "reports",
  cluster: "staging",
  service: "staging-reports",
  isJob: true,
  taskFamily: "staging-reports",
  container: "reports",
  parameter: "/staging/image-digests/reports",
  repository: "reports",
  imageName: repository,
};

function released(digest: string | undefined, trials: readonly Trial[] = []) {
  const ignore = () => {};
  const { signal } = new AbortController();
  const watch = { timeoutSeconds: 1, pollSeconds: 1, signal, since: new Date(), note: ignore, say: ignore };
  return release(clients, { target, digest, trials }, watch);
}

test("a job runs the new revision from its next start on, its sidecar as it was, and nothing rolls", async () => {
  expect(await released(digestOf(2))).toEqual({
    outcome: "released",
    digest: digestOf(2),
    previousDigest: digestOf(1),
    revision: "staging-reports:2",
    sentences: ["reports runs staging-reports:2 from its next start on; a task that runs goes on"],
  });
  const both = ["released-staging-222222222222", "passed-staging-222222222222"];
  expect({ stored, revisions, marks }).toEqual({
    stored: digestOf(2),
    revisions: [revisionOf(1), revisionOf(2)],
    marks: both,
  });
  expect(await released(digestOf(2))).toMatchObject({ outcome: "unchanged" });
  expect(revisions).toHaveLength(2);
  expect(marks).toEqual([...both, ...both]);
});

test("the way back of a job retires what it took back, and goes further the next time", async () => {
  await released(digestOf(2));
  await released(digestOf(3));
  expect(await released(undefined)).toMatchObject({ outcome: "released", digest: digestOf(2) });
  expect({ stored, revisions }).toEqual({
    stored: digestOf(2),
    revisions: [revisionOf(1), revisionOf(2), undefined, revisionOf(2)],
  });
  expect(await released(undefined)).toMatchObject({ outcome: "released", digest: digestOf(1) });
});

test("a job that is not there yet gets its digest stored, and nothing where a step is refused", async () => {
  refused = "RegisterTaskDefinition";
  await expect(released(digestOf(2))).rejects.toThrow();
  expect({ stored, revisions }).toEqual({ stored: digestOf(1), revisions: [revisionOf(1)] });
  revisions = [];
  expect(await released(digestOf(2))).toMatchObject({ outcome: "stored" });
  expect(stored).toBe(digestOf(2));
});

test("what was not tried where it has to be is not released, and the way back asks for no trial", async () => {
  const trials = [{ environment: "preview", isOfSameRegistry: true, services: ["reports"] }];
  await expect(released(digestOf(2), trials)).rejects.toThrow("where no release of");
  expect({ stored, revisions, marks }).toEqual({ stored: digestOf(1), revisions: [revisionOf(1)], marks: [] });
  await released(digestOf(2));
  expect(await released(undefined, trials)).toMatchObject({ outcome: "released", digest: digestOf(1) });
});

test("a job that is not there yet has passed nothing", async () => {
  revisions = [];
  await released(digestOf(2));
  expect(marks).toEqual(["released-staging-222222222222"]);
});
