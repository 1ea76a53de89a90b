import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { installOnce } from "../../../running/tools/install";
import type { Toolbox } from "../../../running/tools/toolbox";
import { findBun } from "../bun";
import { mustRun } from "./commands";
import type { ImageStore } from "./image-store";
import { debianCertificates, type MachineSettings } from "./machine-settings";

/** The release that has Python 3.11. */
const suite = "bookworm";
const packages = "python3.11,ca-certificates";
/** What the official images of Debian leave out too, and what the kernel fills in. */
const leftOut = [
  "dev/*",
  "proc/*",
  "sys/*",
  "usr/share/doc/*",
  "usr/share/locale/*",
  "usr/share/man/*",
  "var/cache/apt/*",
  "var/lib/apt/lists/*",
  "var/log/*",
];
const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

export interface BaseParts {
  /** The python whose environment holds uv's program. */
  readonly toolsPython: string;
  readonly settings: MachineSettings;
}

/** Stands in for the official images, without an image registry. @returns the build arguments that name the bases */
export async function makeBases(
  store: ImageStore,
  toolbox: Toolbox,
  { toolsPython, settings }: BaseParts,
): Promise<readonly string[]> {
  const debian = await store.buildah("from", "scratch");
  await store.buildah("add", "--quiet", debian, await debianWithPython(toolbox), "/");
  if (settings.certificates !== undefined) {
    await store.buildah("copy", "--quiet", debian, settings.certificates, debianCertificates);
  }
  const environment = Object.entries({ PATH: searchPath, ...settings.environment });
  await store.buildah("config", ...environment.flatMap(([name, value]) => ["--env", `${name}=${value}`]), debian);
  await store.buildah("commit", "--quiet", debian, "localhost/python");
  await store.buildah("copy", "--quiet", debian, findBun(toolbox.projectRoot), "/usr/local/bin/bun");
  await store.buildah("commit", "--quiet", debian, "localhost/bun");

  const uv = await store.buildah("from", "scratch");
  await store.buildah("copy", "--quiet", uv, join(dirname(toolsPython), "uv"), "/uv");
  await store.buildah("commit", "--quiet", uv, "localhost/uv");
  return ["BUN", "UV", "PYTHON"].map((name) => `--build-arg=${name}_IMAGE=localhost/${name.toLowerCase()}`);
}

/** @returns an archive of Debian with Python and a pip where the official image has them; made once, as it takes a minute */
async function debianWithPython(toolbox: Toolbox): Promise<string> {
  const key = createHash("sha256")
    .update([suite, packages, "pip", ...leftOut].join(" "))
    .digest("hex")
    .slice(0, 16);
  const folder = await installOnce(toolbox, `debian-${suite}-${key}`, async (unfinished) => {
    toolbox.say("fetching Debian's packages for the image's bases, once");
    const root = join(unfinished, "root");
    await mustRun(toolbox, ["debootstrap", "--variant=minbase", `--include=${packages}`, suite, root]);
    mkdirSync(join(root, "usr/local/bin"), { recursive: true });
    for (const name of ["python", "python3", "python3.11"]) {
      symlinkSync("/usr/bin/python3.11", join(root, "usr/local/bin", name));
    }
    writeFileSync(join(root, "usr/local/bin/pip"), "#!/bin/sh\n", { mode: 0o755 });
    const excluded = leftOut.map((pattern) => `--exclude=./${pattern}`);
    const archive = join(unfinished, "root.tar");
    await mustRun(toolbox, [
      "tar",
      "--create",
      "--numeric-owner",
      `--file=${archive}`,
      `--directory=${root}`,
      ...excluded,
      ".",
    ]);
    rmSync(root, { recursive: true });
  });
  return join(folder, "root.tar");
}
