import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isGroupRunning } from "../running/process-group";
import { fakeProgram } from "../running/tools/testing/fake-program";
import { ProjectCopy } from "./helpers/project-copy";

const project = new ProjectCopy();
afterAll(() => project.dispose());

const stacks = ["account-shop", "staging-base", "staging"];
const locks = stacks.map((stack) => `config/locks/${stack}.terraform.lock.hcl`);
const stagingLock = "config/locks/staging.terraform.lock.hcl";

/** Newer than any that this machine may hold, and in range. Terraform hashes it and does not run it. */
function putProviderInMirror(): void {
  for (const platform of ["linux_amd64", "darwin_arm64"]) {
    const mirror = project.path("terraform.d/plugins/registry.terraform.io/hashicorp/aws/6.999.0");
    fs.mkdirSync(path.join(mirror, platform), { recursive: true });
    fs.writeFileSync(path.join(mirror, platform, "terraform-provider-aws_v6.999.0"), platform);
  }
}

test("what slipway lock writes with the real terraform, synthesis puts beside the JSON without a warning", () => {
  putProviderInMirror();
  const locked = project.node(["cli/slipway.cjs", "lock", "staging"], { HTTPS_PROXY: "http://127.0.0.1:1" });
  expect(locked).toMatchObject({ exitCode: 0, stderr: "" });
  expect(locked.stdout).toContain("missing: darwin_amd64, linux_arm64");
  expect(locked.stdout).toMatch(/\ncommit config\/locks: .*\n$/);
  expect(project.synthesize()).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  for (const [index, stack] of stacks.entries()) {
    const text = project.read(`cdktf.out/stacks/${stack}/.terraform.lock.hcl`);
    expect(text).toContain('version     = "6.999.0"');
    expect(text).toBe(project.read(locks[index] ?? ""));
  }
});

test("a stack that cannot be locked is shown with Terraform's reason, and exit code 1", () => {
  const programs = terraformThat("echo 'Error: Could not retrieve: the signature is not valid' >&2; exit 1");
  const { exitCode, stdout } = project.node(["cli/slipway.cjs", "lock", "staging"], { PATH: programs });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^✖ lock staging .*\n {4}staging: .*: Could not retrieve: the signature is not valid\n$/m);
  expect(stdout).not.toContain("commit");
});

test("an environment that does not exist is one sentence and exit code 1", () => {
  expect(project.node(["cli/slipway.cjs", "lock", "stagign"])).toMatchObject({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringMatching(/^config\/environments: stagign is not an environment; .*staging.*\n$/),
  });
});

test("Ctrl-C ends terraform, leaves the old lock files as they were and nothing else behind", async () => {
  const before = fs.readdirSync(project.path("config/locks"));
  const content = locks.map((file) => project.read(file));
  const temporary = project.path("temporary");
  fs.mkdirSync(temporary);
  const programs = terraformThat(`echo $$ > ${project.path("terraform.pid")}; exec sleep 60`);
  const child = spawn(process.execPath, ["cli/slipway.cjs", "lock", "staging"], {
    cwd: project.folder,
    env: { ...process.env, PATH: programs, TMPDIR: temporary },
    stdio: "ignore",
  });
  const terraform = await whenWritten(project.path("terraform.pid"));
  child.kill("SIGINT");
  expect(await exitCodeOf(child)).toBe(130);
  expect(isGroupRunning(terraform)).toBe(false);
  expect(fs.readdirSync(temporary)).toEqual([]);
  expect(fs.readdirSync(project.path("config/locks"))).toEqual(before);
  expect(locks.map((file) => project.read(file))).toEqual(content);
});

describe("a committed lock file", () => {
  const copy = "stacks/staging/.terraform.lock.hcl";
  const lock = (text: string) => {
    fs.mkdirSync(project.path("config/locks"), { recursive: true });
    fs.writeFileSync(project.path(stagingLock), text);
  };
  beforeAll(() => {
    project.remove("config/locks");
    project.remove("cdktf.out");
    project.synthesize();
  });

  test("lies beside the JSON of its stack, and the warning names the others", () => {
    const before = project.output();
    lock("# first\n");
    expect(project.synthesize().stderr).toMatch(/^warning: no lock file for account-shop, staging-base: .*\n$/);
    expect(project.output()).toEqual({ ...before, [copy]: "# first\n" });
  });

  test("that changes, changes its copy", () => {
    lock("# second\n");
    project.synthesize();
    expect(project.output()[copy]).toBe("# second\n");
  });

  test("is put back where Terraform has written into its copy", () => {
    project.edit(`cdktf.out/${copy}`, (text) => `${text}# by terraform init\n`);
    project.synthesize();
    expect(project.output()[copy]).toBe("# second\n");
  });

  test("that is removed is missed", () => {
    project.remove(stagingLock);
    expect(project.synthesize().stderr).toMatch(
      /^warning: no lock file for account-shop, staging-base, staging: .*\n$/,
    );
  });

  test("is not for the local target, whose provider is another", () => {
    lock("# third\n");
    project.synthesize({ SLIPWAY_TARGET: "local" });
    const file = project.path(`cdktf.out/${copy}`);
    expect(fs.existsSync(file) && fs.readFileSync(file, "utf8")).not.toBe("# third\n");
  });
});

/** @returns a PATH on which terraform does this to lock */
function terraformThat(locks: string): string {
  const programs = project.path("programs");
  fakeProgram(programs, "terraform", `if test "$1" = version; then echo Terraform v1.11.4; else ${locks}; fi`);
  return `${programs}:${process.env.PATH}`;
}

/** @returns the process id in the file */
async function whenWritten(file: string): Promise<number> {
  while (!fs.existsSync(file) || fs.readFileSync(file, "utf8") === "") {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Number(fs.readFileSync(file, "utf8"));
}

function exitCodeOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => void child.once("close", resolve));
}
