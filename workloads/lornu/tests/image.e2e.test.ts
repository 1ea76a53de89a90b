import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BuildStep } from "../../../test/helpers/image/build";
import { missingForImages } from "../../../test/helpers/image/prerequisites";
import { runInContainer } from "../../../test/helpers/image/run-in-container";
import { startImage } from "../../../test/helpers/image/running-image";
import { type UsableRuntimes, usableRuntimes } from "../../../test/helpers/image/usable-runtimes";
import { openWorkshop, type Workshop } from "../../../test/helpers/image/workshop";
import { workloadFolder } from "../scripts/places";
import { makeBrokenImage } from "./helpers/image/broken-image";
import { aContainer } from "./helpers/image/containers";
import { coldStartFaults, layerLines, sizeFaults } from "./helpers/image/measures";
import { asPromised, probe } from "./helpers/image/probe";

const missing = missingForImages(process.env);
if (missing !== undefined) console.log(`the image is not built: skipped, because ${missing}`);

const image = "localhost/slipway";
const sources = {
  workloadFolder,
  files: ["Dockerfile", ".dockerignore"],
  dockerfile: "Dockerfile",
  ignoreFile: ".dockerignore",
};
const idle = ["python", "-c", "pass"];

describe.skipIf(missing !== undefined)("the image", () => {
  let workshop: Workshop;
  let firstBuild: readonly BuildStep[];
  let runtimes: UsableRuntimes["runtimes"];

  beforeAll(async () => {
    workshop = await openWorkshop(sources);
    firstBuild = await workshop.build(image, "--build-arg=IMAGE_REVISION=0a1b2c");
    const usable = await usableRuntimes(workshop, await aContainer(image), idle);
    runtimes = usable.runtimes;
    console.log(usable.report.join("\n"));
  });
  afterAll(() => workshop?.close());

  test("says what it is and how it is run", async () => {
    expect(await workshop.store.config(image)).toMatchObject({
      User: (await aContainer(image)).user,
      Cmd: ["python", "-m", "backend.main"],
      Env: expect.arrayContaining(["PORT=8080"]),
      ExposedPorts: { "8080/tcp": {} },
      Volumes: { "/tmp": {} },
      Labels: { "org.opencontainers.image.revision": "0a1b2c" },
    });
  });

  test("holds what it promises, may do what its task definition says, and nothing else", async () => {
    for (const runtime of runtimes) {
      const container = await aContainer(image);
      const seen = await probe(workshop.toolbox, runtime, container);
      expect(seen, runtime.name).toEqual(asPromised(container, workshop.context));
    }
  });

  test("is seen to have root's power where the task definition gives it", async () => {
    const linuxParameters = { initProcessEnabled: true, capabilities: { add: [], drop: [] } };
    for (const runtime of runtimes) {
      const container = await aContainer(image, { user: "0:0", readonlyRootFilesystem: false, linuxParameters });
      expect(await probe(workshop.toolbox, runtime, container), runtime.name).toMatchObject({
        user: "0:0",
        capabilities: expect.arrayContaining(["CapEff", "CapBnd"]),
        writable: expect.arrayContaining(["/", "/app/backend", "/etc"]),
      });
    }
  });

  test("serves program and page, is found healthy, and ends in time after SIGTERM", async () => {
    const healthCheck = (await workshop.store.config(image)).Healthcheck?.Test.slice(1) ?? [];
    for (const runtime of runtimes) {
      const container = await aContainer(image);
      const running = await startImage(workshop.toolbox, runtime, container);
      const page = await fetch(running.address);
      expect([page.status, page.headers.get("content-type")], runtime.name).toEqual([200, "text/html; charset=utf-8"]);
      expect(await runInContainer(workshop.toolbox, runtime, container, healthCheck)).toMatchObject({ exitCode: 0 });
      const elsewhere = await aContainer(image);
      expect(await runInContainer(workshop.toolbox, runtime, elsewhere, healthCheck)).toMatchObject({ exitCode: 1 });

      const ended = await running.stop(container.stopTimeout * 1000);
      expect(ended, runtime.name).toMatchObject({ exitCode: 0 });
      console.log(`${runtime.name}: ended ${ended?.milliseconds.toFixed(0)} ms after SIGTERM`);
    }
  });

  test("would not end in time behind a shell, which keeps SIGTERM to itself", async () => {
    const [runtime] = runtimes;
    const behindShell = ["sh", "-c", "python -m backend.main; exit"];
    const running = await startImage(workshop.toolbox, runtime, await aContainer(image), { command: behindShell });
    expect(await running.stop(3000)).not.toMatchObject({ exitCode: 0 });
  });

  test("is small and starts fast", async () => {
    const [runtime] = runtimes;
    const container = await aContainer(image);
    const bare = await millisecondsOf(() =>
      runInContainer(workshop.toolbox, runtime, container, ["python", "-c", "pass"]),
    );
    const running = await startImage(workshop.toolbox, runtime, container);
    await running.stop(container.stopTimeout * 1000);
    const coldStart = { startMilliseconds: running.startMilliseconds, bareMilliseconds: bare };
    const layers = await workshop.store.ownLayers(image, "localhost/python");
    const { startMilliseconds } = running;
    console.log(layerLines(layers).join("\n"));
    console.log(`cold start ${startMilliseconds.toFixed(0)} ms, ${bare.toFixed(0)} ms of it for the container alone`);
    expect([...sizeFaults(layers), ...coldStartFaults(coldStart)]).toEqual([]);
  });

  test("has its faults found", async () => {
    const broken = "localhost/broken";
    await makeBrokenImage(workshop.store, image, broken);
    const { runtimes: brokenRuntimes } = await usableRuntimes(workshop, await aContainer(broken), idle);
    const container = await aContainer(broken);
    const seen = await probe(workshop.toolbox, brokenRuntimes[0], container);
    expect(seen).toMatchObject({ tools: ["pip"], bytecode: ["backend/main.py"] });
    const promised = asPromised(container, workshop.context).files;
    expect(seen.files.filter((file) => !promised.includes(file))).toEqual(["backend/service-account.json"]);
    expect(sizeFaults(await workshop.store.ownLayers(broken, "localhost/python"))).toHaveLength(1);
  });

  test("is built anew without installing anything anew when only the program changes", async () => {
    appendFileSync(join(workshop.context, workloadFolder, "backend/main.py"), "# changed\n");
    const secondBuild = await workshop.build("localhost/second");
    const outcome = (steps: readonly BuildStep[], words: string) =>
      steps.filter(({ instruction }) => instruction.includes(words)).map(({ reused }) => reused);
    for (const words of ["bun install", "uv pip install", "bun run build"]) {
      expect([outcome(firstBuild, words), outcome(secondBuild, words)], words).toEqual([[false], [true]]);
    }
    expect(outcome(secondBuild, "compileall")).toEqual([false]);
  });
});

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
