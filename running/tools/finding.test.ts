import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../user-error";
import { cacheFolder } from "./cache-folder";
import { installOnce } from "./install";
import { withLock } from "./lock";
import { findEmulatorPython, findPython } from "./python";
import { platformOf } from "./releases";
import { findTerraform } from "./terraform";
import { fakeProgram } from "./testing/fake-program";
import { aToolbox, temporaryFolder } from "./testing/temporary-toolbox";
import { buildTfsec, findTfsec } from "./tfsec";

function toolboxWith(programs: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  for (const [name, script] of Object.entries(programs)) fakeProgram(folder, name, script);
  return { toolbox: aToolbox({ environment: { PATH: `${folder}:/usr/bin:/bin` } }), folder };
}

describe("terraform", () => {
  test("on PATH is used from version 1.9 on", async () => {
    const { toolbox, folder } = toolboxWith({ terraform: "echo Terraform v1.10.5" });
    expect(await findTerraform(toolbox)).toBe(join(folder, "terraform"));
  });

  test("that is older is passed over, and that is said", async () => {
    const { toolbox } = toolboxWith({ terraform: "echo Terraform v1.5.7" });
    await expect(findTerraform(toolbox)).rejects.toThrow(/^terraform 1.9 or later is not on PATH and could not be/);
    expect(toolbox.said[0]).toBe("terraform 1.5.7 on PATH is older than 1.9; using 1.11.4 instead");
  });
});

describe("tfsec", () => {
  test("on PATH is used when it is the pinned version", async () => {
    const { toolbox, folder } = toolboxWith({ tfsec: "echo v1.28.14" });
    expect(await findTfsec(toolbox)).toBe(join(folder, "tfsec"));
  });

  test("that Go has built is known by the module that it carries", async () => {
    const { toolbox, folder } = toolboxWith({ tfsec: "exit 0\nmod\tgithub.com/aquasecurity/tfsec\tv1.28.14\th1:=" });
    expect(await findTfsec(toolbox)).toBe(join(folder, "tfsec"));
  });

  test("of another version is built by Go where it cannot be fetched", async () => {
    const go = 'test "$2" = github.com/aquasecurity/tfsec/cmd/tfsec@v1.28.14 && echo built > "$GOBIN/tfsec"';
    const { toolbox } = toolboxWith({ tfsec: "echo v1.28.1", go });
    const file = await findTfsec(toolbox);
    expect(file.startsWith(toolbox.cache)).toBe(true);
    expect(readFileSync(file, "utf8")).toBe("built\n");
  });

  test("leaves nothing when its build fails", async () => {
    const { toolbox } = toolboxWith({ go: 'echo half > "$GOBIN/tfsec"; echo no network >&2; exit 1' });
    await expect(buildTfsec(toolbox, "no release")).rejects.toThrow(/no release, and go install failed: no network/);
    expect(readdirSync(toolbox.cache)).toEqual([]);
  });

  test("without network and Go is named with the command that installs it", async () => {
    const { toolbox } = toolboxWith({});
    await expect(findTfsec(toolbox)).rejects.toThrow(
      /install it with: go install github.com\/aquasecurity\/tfsec\/cmd\/tfsec@v1.28.14$/,
    );
  });
});

describe("Python", () => {
  const unusable = { python3: "echo 3.9", python: "exit 1", "python3.13": "exit 1", "python3.12": "exit 1" };

  test("is the first one on PATH that is recent enough and has venv", async () => {
    const { toolbox, folder } = toolboxWith({ ...unusable, "python3.11": "echo 3.11" });
    expect(await findPython(toolbox)).toEqual({ program: join(folder, "python3.11"), version: "3.11" });
  });

  test("that is missing is named with the command that installs it", async () => {
    const { toolbox } = toolboxWith({ ...unusable, "python3.11": "exit 1" });
    await expect(findPython(toolbox)).rejects.toThrow(/install it with: (sudo apt-get|brew) install python/);
  });

  /** Makes the environment's folder as `python -m venv` does, with a pip that fails while there is a file "offline". */
  function fakePython(folder: string): string {
    const pip = `test ! -e ${folder}/offline || { echo no such host >&2; exit 1; }; echo "$@" > "$(dirname "$0")/installed"`;
    return `case "$*" in -c*) echo 3.12;; *) mkdir -p "$3/bin"; printf '#!/bin/sh\\n%s\\n' '${pip}' > "$3/bin/python"; chmod +x "$3/bin/python";; esac`;
  }

  function emulatorToolbox() {
    const folder = temporaryFolder();
    fakeProgram(folder, "python3", fakePython(folder));
    const toolbox = aToolbox({ environment: { PATH: `${folder}:/usr/bin:/bin` } });
    mkdirSync(join(toolbox.projectRoot, "emulator"));
    writeFileSync(join(toolbox.projectRoot, "emulator", "requirements.txt"), "moto==5.2.5\n");
    return { toolbox, folder };
  }

  test("gets the emulator's packages once, with their hashes checked, and again when they change", async () => {
    const { toolbox } = emulatorToolbox();
    const first = await findEmulatorPython(toolbox);
    expect(readFileSync(join(first, "..", "installed"), "utf8")).toContain("--require-hashes");
    expect(await findEmulatorPython(toolbox)).toBe(first);
    writeFileSync(join(toolbox.projectRoot, "emulator", "requirements.txt"), "moto==5.2.6\n");
    expect(await findEmulatorPython(toolbox)).not.toBe(first);
  });

  test("keeps no half environment when its packages cannot be installed", async () => {
    const { toolbox, folder } = emulatorToolbox();
    writeFileSync(join(folder, "offline"), "");
    await expect(findEmulatorPython(toolbox)).rejects.toThrow(/could not be installed: no such host/);
    expect(readdirSync(toolbox.cache)).toEqual([]);
  });
});

describe("the cache", () => {
  test.each([
    [{ XDG_CACHE_HOME: "/cache", HOME: "/home/user" }, "linux", "/cache/slipway"],
    [{ HOME: "/home/user" }, "linux", "/home/user/.cache/slipway"],
    [{ HOME: "/Users/user" }, "darwin", "/Users/user/Library/Caches/slipway"],
  ] as const)("of %o on %s is %s", (environment, platform, folder) => {
    expect(cacheFolder(environment, platform)).toBe(folder);
  });

  test("says where it cannot be kept, instead of waiting for ever", async () => {
    const { shutdown, projectRoot, ...others } = aToolbox();
    const file = join(projectRoot, "a-file");
    writeFileSync(file, "");
    const toolbox = { ...others, shutdown, projectRoot, cache: join(file, "slipway") };
    await expect(installOnce(toolbox, "some", async () => {})).rejects.toThrow(
      new UserError(`${toolbox.cache} cannot be written (ENOTDIR); set XDG_CACHE_HOME to a writable folder`),
    );
    const locked = withLock(
      join(projectRoot, "a".repeat(300)),
      shutdown,
      () => {},
      async () => {},
    );
    await expect(locked).rejects.toThrow("ENAMETOOLONG");
  });

  test("is locked against a second run, but not by one that was killed", async () => {
    const { shutdown, projectRoot } = aToolbox();
    const file = join(projectRoot, "some.lock");
    const order: string[] = [];
    const locked = (name: string) =>
      withLock(
        file,
        shutdown,
        () => order.push(`${name} waits`),
        async () => {
          order.push(`${name} starts`);
          await new Promise((resolve) => setTimeout(resolve, 20));
          order.push(`${name} ends`);
        },
      );
    writeFileSync(file, "999999999");
    await locked("first");
    await Promise.all([locked("second"), locked("third")]);
    const times = order.filter((entry) => !entry.endsWith("waits"));
    expect(times).toEqual(["first starts", "first ends", "second starts", "second ends", "third starts", "third ends"]);
    expect(existsSync(file)).toBe(false);
  });
});

test("platforms are named as their makers name them", () => {
  expect(platformOf("linux", "x64")).toBe("linux_amd64");
  expect(platformOf("darwin", "arm64")).toBe("darwin_arm64");
  expect(platformOf("win32", "x64")).toBeUndefined();
});
