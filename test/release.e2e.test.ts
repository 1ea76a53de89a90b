import { DescribeImagesCommand } from "@aws-sdk/client-ecr";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ReleaseClients, releaseClients } from "../delivery/release/clients";
import { storeDigest, storedDigest } from "../delivery/release/digest-store";
import { release as releaseWith } from "../delivery/release/release";
import { releasedService } from "../delivery/release/released-service";
import type { ReleaseWatch } from "../delivery/release/result";
import {
  activeRevisions,
  describeRevision,
  registerRevision,
  retireRevision,
  revisionTitle,
  withImage,
} from "../delivery/release/revisions";
import { findService } from "../delivery/release/service-state";
import { planEnvironment } from "../model/plan/environment-plan";
import { passedTag, releasedTag } from "../model/released-tag";
import { secretsToFill } from "../rehearsal/prerequisites";
import { pushImage } from "../rehearsal/push-image";
import { fillSecrets } from "../rehearsal/seed";
import { smallStaging } from "./helpers/fixtures";
import { LocalEnvironment } from "./helpers/local-environment";
import { SlipwayRun } from "./helpers/rehearsal-run";

/** `npx slipway release` against staging in an emulator, and what Terraform plans after it. */
const staging = smallStaging();
const target = releasedService(planEnvironment(staging), "agent");
const local = new LocalEnvironment(staging.name, staging.account.region);
const digests: string[] = [];
let clients: ReleaseClients;

const release = (...args: readonly string[]) => local.slipway("release", "staging", ...args);
const image = (index: number) => digests[index] ?? "";
const requested = (index: number) => ({ target, digest: image(index), trials: [] });

async function mark(digest: string, outcome: "fails" | "stalls" | undefined): Promise<void> {
  const method = outcome === undefined ? "DELETE" : "PUT";
  const { status } = await fetch(`${local.endpoint}/slipway/rollouts/${digest}`, { method, body: outcome });
  expect(status).toBe(204);
}

function patience(): ReleaseWatch {
  const ignore = () => {};
  const { signal } = new AbortController();
  return { timeoutSeconds: 60, pollSeconds: 1, signal, since: new Date(), note: ignore, say: ignore };
}

async function tagsOf(index: number): Promise<readonly string[]> {
  const imageIds = [{ imageDigest: image(index) }];
  const asked = new DescribeImagesCommand({ repositoryName: target.repository, imageIds });
  return (await clients.images.send(asked)).imageDetails?.flatMap(({ imageTags = [] }) => imageTags) ?? [];
}

/** What Terraform reads, what it follows, and what runs. */
async function state() {
  const service = await findService(clients, target);
  const [latest = ""] = await activeRevisions(clients, target);
  const running = await describeRevision(clients, target, service?.taskDefinition ?? "");
  return {
    parameter: await storedDigest(clients, target),
    latest: revisionTitle(latest),
    running: running.title,
    digest: running.digest,
  };
}

const runs = (index: number, revision: number) => {
  const title = `shop-staging-agent:${revision}`;
  return { parameter: image(index), latest: title, running: title, digest: image(index) };
};

beforeAll(async () => {
  expect(await local.start()).toMatchObject({ exitCode: 0 });
  clients = releaseClients(local.clientSettings);
  expect((await local.deploy("account-shop")).stdout).toContain("Apply complete!");
  expect((await local.deploy("staging-base")).stdout).toContain("Apply complete!");
  await fillSecrets(local.clientSettings, secretsToFill(planEnvironment(staging)));
  for (const number of [0, 1, 2, 3]) digests.push(await pushImage(clients.images, target.repository, `v${number}`));
});

afterAll(() => local.dispose());

describe("before the runtime stack is applied", () => {
  test("the digest is stored for its first apply, which starts the service with it", async () => {
    const { exitCode, stdout } = await release("agent", `${target.imageName}@${image(0)}`);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining("applying the runtime stack"),
    });
    expect((await local.deploy("staging")).stdout).toContain("Apply complete!");
    expect(await state()).toEqual(runs(0, 1));
    expect(await tagsOf(0)).toEqual(["v0", releasedTag("staging", image(0))]);
    expect(await tagsOf(1)).toEqual(["v1"]);
  });
});

describe("a release", () => {
  test("runs another image, marked to stay, and leaves Terraform nothing to change", async () => {
    const { exitCode, stdout } = await release("agent", image(1));
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("released") });
    expect(await state()).toEqual(runs(1, 2));
    expect(await tagsOf(1)).toEqual(["v1", releasedTag("staging", image(1)), passedTag("staging", image(1))]);
    expect(await local.planned("staging")).toBe("");
  });

  test("of what runs already changes nothing, and says so", async () => {
    const { exitCode, stdout } = await release("agent", image(1), "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "unchanged", sentences: ["this digest runs already"] });
    expect(await state()).toEqual(runs(1, 2));
  });

  test("that ECS rolls back is taken back whole, with ECS's reasons, and leaves Terraform nothing to change", async () => {
    await mark(image(2), "fails");
    const { exitCode, stdout } = await release("agent", image(2), "--json");
    const result = JSON.parse(stdout);
    expect({ exitCode, ...result }).toMatchObject({ exitCode: 1, outcome: "rolled-back", previousDigest: image(1) });
    expect(await tagsOf(2)).not.toContain(passedTag("staging", image(2)));
    expect(result.sentences.join("\n")).toMatch(/tasks failed to start[\s\S]*shop-staging-agent:3 is retired/);
    expect(await state()).toEqual(runs(1, 2));
    expect(await local.planned("staging")).toBe("");
  });

  test("that is interrupted says what it left, keeps others out, and is gone on with by the same command", async () => {
    await mark(image(3), "stalls");
    const begun = new SlipwayRun(["release", "staging", "agent", image(3)], {
      folder: local.folder,
      environment: local.awsVariables,
    });
    await expect.poll(() => begun.output, { timeout: 30_000 }).toContain("0 of 1 running");
    begun.interrupt();
    const { exitCode, stdout, leftOver } = await begun.end();
    expect({ exitCode, leftOver }).toEqual({ exitCode: 130, leftOver: [] });
    expect(stdout).toContain(`wait for the verdict with: npx slipway release staging agent ${image(3)}`);

    const others = await release("agent", image(0));
    expect({ exitCode: others.exitCode, stderr: others.stderr.trim() }).toEqual({
      exitCode: 1,
      stderr: "a deployment of agent to shop-staging-agent:4 is under way; wait until it has ended, then try again",
    });
    const impatient = await release("agent", image(3), "--timeout", "0.01");
    expect(impatient).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("no verdict within 0.6 s") });

    await mark(image(3), undefined);
    expect(await release("agent", image(3))).toMatchObject({ exitCode: 0 });
    expect(await state()).toEqual(runs(3, 4));
  });
});

describe("a rollback", () => {
  test("returns to the image before, not to one that failed, and leaves Terraform nothing to change", async () => {
    const { exitCode, stdout } = await release("agent", "--rollback");
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("shop-staging-agent:4") });
    expect(await state()).toEqual(runs(1, 5));
    expect(await local.planned("staging")).toBe("");
  });

  test("goes further back the next time, until nothing is before", async () => {
    expect(await release("agent", "--rollback")).toMatchObject({ exitCode: 0 });
    expect(await state()).toEqual(runs(0, 6));
    const { exitCode, stderr } = await release("agent", "--rollback");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("has no revision of another image before shop-staging-agent:6");
    expect(await local.planned("staging-base")).toBe("");
  });
});

describe("what others have left", () => {
  async function register(change: (input: ReturnType<typeof withImage>) => ReturnType<typeof withImage>) {
    const service = await findService(clients, target);
    const running = await describeRevision(clients, target, service?.taskDefinition ?? "");
    return registerRevision(clients, change(withImage(running, target.container, `${target.imageName}@${image(2)}`)));
  }

  test("a newer revision that an interrupted release has left is retired, and the digest corrected", async () => {
    await register((input) => input);
    await storeDigest(clients, target, image(2));
    const { exitCode, stdout } = await release("agent", image(0));
    expect(exitCode).toBe(0);
    expect(stdout).toContain("retires shop-staging-agent:7, which an interrupted release has left");
    expect(stdout).toContain(`this digest runs already; ${target.parameter} said ${image(2)}, and is corrected`);
    expect(await state()).toEqual(runs(0, 6));
  });

  test("a newer revision that differs in more is Terraform's, and is not released over", async () => {
    const arn = await register((input) => ({ ...input, memory: "2048" }));
    const { exitCode, stderr } = await release("agent", image(1));
    expect({ exitCode, stderr: stderr.trim() }).toEqual({
      exitCode: 1,
      stderr:
        "shop-staging-agent:8 is newer than shop-staging-agent:6, which runs, and differs in more than its image; apply the runtime stack first",
    });
    expect((await state()).parameter).toBe(image(0));
    await retireRevision(clients, arn);
  });
});

test("a release that may not roll the service undoes what it has begun", async () => {
  const refused = releaseClients(local.clientSettings);
  refused.tasks.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        commandName === "UpdateServiceCommand" ? Promise.reject(new Error("ecs:UpdateService")) : next(args),
    { step: "initialize" },
  );
  await expect(releaseWith(refused, requested(1), patience())).rejects.toThrow("ecs:UpdateService");
  expect(await state()).toEqual(runs(0, 6));
});

test("a release that AWS stops answering says how to go on, and undoes nothing", async () => {
  const cut = releaseClients(local.clientSettings);
  let isRolled = false;
  cut.tasks.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (isRolled) return Promise.reject(Object.assign(new Error("connect ECONNRESET"), { code: "ECONNRESET" }));
        isRolled = commandName === "UpdateServiceCommand";
        return next(args);
      },
    { step: "initialize" },
  );
  expect(await releaseWith(cut, requested(1), patience())).toMatchObject({
    outcome: "unfinished",
    sentences: [
      expect.stringContaining("AWS cannot be reached: connect ECONNRESET"),
      `wait for the verdict with: npx slipway release staging agent ${image(1)}`,
      expect.stringContaining("--rollback"),
    ],
  });
  expect((await state()).digest).toBe(image(1));
  expect(await releaseWith(clients, requested(0), patience())).toMatchObject({ outcome: "released" });
});

describe("nothing is written for", () => {
  const unknown = `sha256:${"0".repeat(64)}`;
  test.each([
    ["a digest that was not pushed", ["agent", unknown], `holds no image ${unknown}; push it first`],
    ["a tag", ["agent", "latest"], "latest is no image digest"],
    ["a service that is not there", ["worker", unknown], "staging has no service worker; it has agent"],
    ["neither digest nor --rollback", ["agent"], "or give --rollback"],
    ["both", ["agent", unknown, "--rollback"], "give a digest or --rollback, not both"],
  ])("%s", async (_, args, message) => {
    const { exitCode, stderr } = await release(...args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect((await state()).parameter).toBe(image(0));
  });
});
