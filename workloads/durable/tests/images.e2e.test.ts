import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectionTimes } from "../../../model/connection-times";
import { containerDefinition } from "../../../model/container-definition";
import { aContainerOf } from "../../../test/helpers/container-facts";
import { hadolint } from "../../../test/helpers/image/hadolint";
import { missingForImages } from "../../../test/helpers/image/prerequisites";
import { runInContainer } from "../../../test/helpers/image/run-in-container";
import { freePort, startImage } from "../../../test/helpers/image/running-image";
import { type UsableRuntimes, usableRuntimes } from "../../../test/helpers/image/usable-runtimes";
import { openWorkshop, type Workshop } from "../../../test/helpers/image/workshop";
import { workloadFolder } from "./places";

const missing = missingForImages(process.env);
if (missing !== undefined) console.log(`the images of ${workloadFolder} are not built: skipped, because ${missing}`);

const { stopTimeoutSeconds } = connectionTimes(false);

interface Part {
  readonly name: string;
  readonly port: number;
  readonly healthCheckPath: string;
  readonly command: readonly string[];
  /** A path that somebody asks for, with what the answer begins with. */
  readonly asked: readonly [string, RegExp];
  /** What ends at once, and writes where its argument says. */
  readonly idle: readonly string[];
  readonly writes: (file: string) => readonly string[];
  /** Every file of the program but packages, bytecode and hashes of names, from its folder. */
  readonly files: readonly string[];
  readonly folder: string;
}

const parts: readonly Part[] = [
  {
    name: "backend",
    port: 8000,
    healthCheckPath: "/api/health",
    command: ["python", "-m", "app.main"],
    asked: ["/api/practices?topic=delivery", /^\[\{"slug":"build-once"/],
    idle: ["python", "-c", "pass"],
    writes: (file) => ["python", "-c", `open('${file}', 'w')`],
    files: ["__init__.py", "api.py", "main.py", "practices.py", "settings.py"],
    folder: "/app/app",
  },
  {
    name: "frontend",
    port: 8080,
    healthCheckPath: "/health",
    command: ["bun", "server/main.ts"],
    asked: ["/practices/build-once", /^<!doctype html>/],
    idle: ["bun", "--version"],
    writes: (file) => ["bun", "-e", `require("node:fs").writeFileSync("${file}", "")`],
    files: ["dist/assets/index.css", "dist/assets/index.js", "dist/index.html", "server/answer.ts", "server/main.ts"],
    folder: "/frontend",
  },
];

async function aContainer({ name }: Part, image: string) {
  const port = await freePort();
  const environment = { PORT: String(port), STOP_TIMEOUT_SECONDS: String(stopTimeoutSeconds) };
  return containerDefinition(aContainerOf({ name, image, port, stopTimeoutSeconds, environment }));
}

test.each(parts)("hadolint finds nothing in the Dockerfile of $name", async ({ name }) => {
  expect(await hadolint(`${workloadFolder}/${name}/Dockerfile`)).toEqual([]);
});

describe.skipIf(missing !== undefined).each(parts)("the image of $name", (part) => {
  const image = `localhost/durable-${part.name}`;
  let workshop: Workshop;
  let runtimes: UsableRuntimes["runtimes"];

  beforeAll(async () => {
    const dockerfile = `${workloadFolder}/${part.name}/Dockerfile`;
    workshop = await openWorkshop({ workloadFolder, files: [], dockerfile, ignoreFile: `${dockerfile}.dockerignore` });
    await workshop.build(image, "--build-arg=IMAGE_REVISION=0a1b2c");
    const usable = await usableRuntimes(workshop, await aContainer(part, image), part.idle);
    runtimes = usable.runtimes;
    console.log(usable.report.join("\n"));
  });
  afterAll(() => workshop?.close());

  test("says what it is and how it is run", async () => {
    expect(await workshop.store.config(image)).toMatchObject({
      User: (await aContainer(part, image)).user,
      Cmd: part.command,
      Env: expect.arrayContaining([`PORT=${part.port}`]),
      ExposedPorts: { [`${part.port}/tcp`]: {} },
      Volumes: { "/tmp": {} },
      Labels: { "org.opencontainers.image.revision": "0a1b2c" },
    });
  });

  test("holds the program, and nothing that lay beside it", async () => {
    const [runtime] = runtimes;
    const find = ["find", part.folder, "-type", "f", "-not", "-path", "*/__pycache__/*"];
    const { stdout } = await runInContainer(workshop.toolbox, runtime, await aContainer(part, image), find);
    const names = stdout
      .trim()
      .split("\n")
      .map((file) => file.slice(part.folder.length + 1).replace(/-[\w-]{8}\./, "."));
    expect(names.sort()).toEqual(part.files);
  });

  test("writes to its volume, and nowhere else", async () => {
    for (const runtime of runtimes) {
      const container = await aContainer(part, image);
      const attempt = (file: string) => runInContainer(workshop.toolbox, runtime, container, part.writes(file));
      expect(await attempt("/tmp/attempt"), runtime.name).toMatchObject({ exitCode: 0 });
      expect(await attempt(`${part.folder}/attempt`), runtime.name).not.toMatchObject({ exitCode: 0 });
    }
  });

  test("answers, is found healthy, and ends in time after SIGTERM", async () => {
    const healthCheck = (await workshop.store.config(image)).Healthcheck?.Test.slice(1) ?? [];
    const [path, beginning] = part.asked;
    for (const runtime of runtimes) {
      const container = await aContainer(part, image);
      const { healthCheckPath } = part;
      const running = await startImage(workshop.toolbox, runtime, container, { healthCheckPath });
      const answer = await fetch(`${running.address}${path}`);
      expect([answer.status, await answer.text()], runtime.name).toEqual([200, expect.stringMatching(beginning)]);
      expect(await runInContainer(workshop.toolbox, runtime, container, healthCheck)).toMatchObject({ exitCode: 0 });
      const elsewhere = await aContainer(part, image);
      expect(await runInContainer(workshop.toolbox, runtime, elsewhere, healthCheck)).not.toMatchObject({
        exitCode: 0,
      });
      const ended = await running.stop(container.stopTimeout * 1000);
      expect(ended, runtime.name).toMatchObject({ exitCode: 0 });
    }
  });
});
