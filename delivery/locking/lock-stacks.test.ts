import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { providerVersionConstraint } from "../../model/provider-features";
import { plainProgress } from "../../running/progress";
import type { MirrorPlaces } from "../../running/tools/provider-mirror";
import { fakeProgram } from "../../running/tools/testing/fake-program";
import { aToolbox, type TestToolbox } from "../../running/tools/testing/temporary-toolbox";
import { anEnvironment, aService, signedTokens } from "../../test/helpers/environments";
import { lockFileOf, writeLockFile } from "./lock-files";
import { lockStacks } from "./lock-stacks";

const source = "registry.terraform.io/hashicorp/aws";
const everyPlatform = ["linux_amd64", "darwin_arm64", "darwin_amd64", "linux_arm64"];

/** Its runtime asks for a newer provider than the other two stacks. */
const environment = anEnvironment({ services: { agent: aService({ agentToAgent: signedTokens }) } });

function fakeTerraform(lock: string): TestToolbox {
  const toolbox = aToolbox();
  const programs = join(toolbox.projectRoot, "programs");
  const calls = join(toolbox.projectRoot, "calls");
  const record = `echo "$(ls -A) $(cat versions.tf.json) $*" >> ${calls}`;
  fakeProgram(
    programs,
    "terraform",
    `if test "$1" = version; then echo Terraform v1.11.4; else ${record}; ${lock}; fi`,
  );
  return { ...toolbox, environment: { PATH: `${programs}:/usr/bin:/bin` } };
}

/** The terraform of this machine, which can reach no registry. */
function realTerraform(): TestToolbox {
  return aToolbox({ environment: { PATH: process.env.PATH, HTTPS_PROXY: "http://127.0.0.1:1" } });
}

/** Terraform hashes what a mirror holds, and does not run it. */
function aMirror(root: string, version: string, ...platforms: readonly string[]): string {
  const mirror = join(root, "opt", "mirror");
  for (const platform of platforms) {
    const folder = join(mirror, source, version, platform);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `terraform-provider-aws_v${version}`), platform);
  }
  return mirror;
}

function placesIn(root: string): MirrorPlaces {
  return {
    environment: { HOME: join(root, "home"), XDG_DATA_DIRS: join(root, "data"), XDG_CACHE_HOME: join(root, "cache") },
    workingFolder: root,
    systemPrefixes: [join(root, "opt")],
    platform: "linux_amd64",
  };
}

/** @returns the steps without their times */
async function lock(toolbox: TestToolbox) {
  const steps = await lockStacks(
    environment,
    toolbox,
    plainProgress(() => {}),
    placesIn(toolbox.projectRoot),
  );
  return steps.map(({ seconds, ...step }) => step);
}

function lockFile(toolbox: TestToolbox, stack: string): string {
  return readFileSync(join(toolbox.projectRoot, lockFileOf(stack)), "utf8");
}

const stacks = ["account-shop", "staging-base", "staging"];
/** Of the base stack, which has flow logs. */
const withoutFaulty = providerVersionConstraint([], ["aws_flow_log"]);

describe("with the registry", () => {
  const answer = `printf 'provider "${source}" {\\n  version = "6.31.0"\\n}\\n' > .terraform.lock.hcl`;

  test("each range is asked for once, for all platforms, in a folder that holds nothing but the range", async () => {
    const toolbox = fakeTerraform(answer);
    await lock(toolbox);
    const calls = readFileSync(join(toolbox.projectRoot, "calls"), "utf8").trimEnd().split("\n");
    expect(calls.map((call) => call.replace(/-chdir=\S+/, "-chdir"))).toEqual(
      [">= 5.100.0, < 7.0.0", withoutFaulty, ">= 6.22.0, < 7.0.0"].map(
        (version) =>
          `versions.tf.json {"terraform":{"required_providers":{"aws":{"source":"hashicorp/aws","version":"${version}"}}}} ` +
          `-chdir providers lock -no-color ${everyPlatform.map((platform) => `-platform=${platform}`).join(" ")}`,
      ),
    );
  });

  test("every stack gets a lock file, in place of its old one", async () => {
    const toolbox = fakeTerraform(answer);
    writeLockFile(toolbox.projectRoot, "staging", "# old\n");
    const origin = `AWS provider 6.31.0 for ${everyPlatform.join(", ")}`;
    const passed = { outcome: "passed", reasons: [] };
    expect(await lock(toolbox)).toEqual(
      stacks.map((stack) => ({ ...passed, title: `lock ${stack}`, details: [origin, lockFileOf(stack)] })),
    );
    const text = `provider "${source}" {\n  version = "6.31.0"\n}\n`;
    for (const stack of stacks) expect(lockFile(toolbox, stack)).toBe(text);
    expect(readdirSync(join(toolbox.projectRoot, "config", "locks")).length).toBe(3);
  });

  test("what it answers wrongly is an error that no mirror helps, and the other stacks are locked", async () => {
    const untrusted = "printf '\\nError: Could not retrieve\\n\\nthe signature is not valid\\n' >&2; exit 1";
    const toolbox = fakeTerraform(
      `case "$*" in *-fs-mirror*) ${answer};; *) if grep -q 6.22 versions.tf.json; then ${untrusted}; else ${answer}; fi;; esac`,
    );
    aMirror(toolbox.projectRoot, "6.31.0", "linux_amd64");
    writeLockFile(toolbox.projectRoot, "staging", "# old\n");
    expect((await lock(toolbox)).map(({ outcome, reasons }) => [outcome, ...reasons])).toEqual([
      ["passed"],
      ["passed"],
      ["failed", "staging: terraform providers lock failed: Could not retrieve: the signature is not valid"],
    ]);
    expect(lockFile(toolbox, "staging")).toBe("# old\n");
  });
});

describe("a terraform that fails", () => {
  const whole = `printf 'provider "${source}" {\\n  version = "6.31.0"\\n}\\n' > .terraform.lock.hcl`;

  test.each([
    ["that is killed", "kill -KILL $$", "terraform providers lock failed"],
    ["that ends well and writes nothing", "true", "terraform providers lock ended well and locked no AWS provider"],
    [
      "that writes half a file",
      `printf 'provider "${source}" {\\n  version = "6.3' > .terraform.lock.hcl`,
      "terraform providers lock ended well and locked no AWS provider",
    ],
    ["that is killed when its file is there", `${whole}; kill -KILL $$`, "terraform providers lock failed"],
  ])("%s leaves the old file of its stack, and says so", async (_, fault, reason) => {
    const toolbox = fakeTerraform(`if grep -q 6.22 versions.tf.json; then ${fault}; else ${whole}; fi`);
    writeLockFile(toolbox.projectRoot, "staging", "# old\n");
    const steps = await lock(toolbox);
    expect(steps.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "failed"]);
    expect(steps[2]?.reasons).toEqual([expect.stringContaining(`staging: ${reason}`)]);
    expect(lockFile(toolbox, "staging")).toBe("# old\n");
  });

  test("as its mirror goes away meanwhile is told in words", async () => {
    const toolbox = fakeTerraform(
      `case "$*" in *-fs-mirror*) rm -r ../../opt 2> /dev/null; echo 'Error: Could not retrieve: no such file or directory' >&2;; ` +
        "*) echo 'Error: dial tcp: connection refused' >&2;; esac; exit 1",
    );
    aMirror(toolbox.projectRoot, "6.31.0", "linux_amd64");
    const steps = await lock(toolbox);
    expect(steps.map(({ outcome }) => outcome)).toEqual(["failed", "failed", "failed"]);
    expect(steps[0]?.reasons[0]).toContain("no such file or directory");
    expect(existsSync(join(toolbox.projectRoot, "config"))).toBe(false);
  });
});

describe("without a way to the registry, the real terraform", () => {
  const unreachable =
    "the registry cannot be reached (proxyconnect tcp: dial tcp 127.0.0.1:1: connect: connection refused)";

  test("locks from a mirror in range, for the platforms that it holds, and keeps the old file of another stack", async () => {
    const toolbox = realTerraform();
    const mirror = aMirror(toolbox.projectRoot, "5.100.0", "linux_amd64", "linux_arm64", "freebsd_386");
    writeLockFile(toolbox.projectRoot, "staging", "# old\n");
    const [, older, newer] = await lock(toolbox);
    expect(older).toEqual({
      title: "lock staging-base",
      outcome: "passed",
      details: [
        `AWS provider 5.100.0 for linux_amd64, linux_arm64 from ${mirror}, because ${unreachable}`,
        "missing: darwin_arm64, darwin_amd64; Terraform refuses the lock file there, so lock again with the registry",
        lockFileOf("staging-base"),
      ],
      reasons: [],
    });
    expect(newer).toMatchObject({
      outcome: "failed",
      reasons: [
        `staging: ${unreachable}, and no mirror on this machine has the AWS provider >= 6.22.0, < 7.0.0 for linux_amd64, ` +
          "only 5.100.0; lock again where the registry can be reached",
      ],
    });
    expect(lockFile(toolbox, "staging-base")).toMatch(
      /version {5}= "5\.100\.0"\n {2}constraints = ">= 5\.100\.0, != 6\.0\.0, .*, < 7\.0\.0"\n {2}hashes = \[\n {4}"h1:.*\n {4}"h1:.*\n {2}\]/,
    );
    expect(lockFile(toolbox, "staging")).toBe("# old\n");
  });

  test("locks from archives, as terraform providers mirror leaves them", async () => {
    const toolbox = realTerraform();
    const folder = join(toolbox.projectRoot, "opt", "mirror", source);
    mkdirSync(folder, { recursive: true });
    for (const platform of everyPlatform) {
      const archive = zipSync({ "terraform-provider-aws_v6.31.0": strToU8(platform) });
      writeFileSync(join(folder, `terraform-provider-aws_6.31.0_${platform}.zip`), archive);
    }
    const steps = await lock(toolbox);
    expect(steps.map(({ outcome, details }) => [outcome, details.join().includes("missing")])).toEqual([
      ["passed", false],
      ["passed", false],
      ["passed", false],
    ]);
    expect(lockFile(toolbox, "staging")).toContain('version     = "6.31.0"');
  });

  test.each<[string, readonly string[], string]>([
    ["no mirror", [], "no mirror on this machine has the AWS provider >= 5.100.0, < 7.0.0 for linux_amd64; lock again"],
    ["a mirror without Terraform Cloud's platform", ["darwin_arm64"], "for linux_amd64, only 6.31.0; lock again"],
  ])("with %s writes nothing", async (_, platforms, reason) => {
    const toolbox = realTerraform();
    aMirror(toolbox.projectRoot, "6.31.0", ...platforms);
    const steps = await lock(toolbox);
    expect(steps.map(({ outcome }) => outcome)).toEqual(["failed", "failed", "failed"]);
    expect(steps[0]?.reasons[0]).toContain(reason);
    expect(existsSync(join(toolbox.projectRoot, "config"))).toBe(false);
  });
});
