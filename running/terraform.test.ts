import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TerraformClock } from "./clock";
import { type PendingResource, Terraform } from "./terraform";
import { terraformEnvironment } from "./terraform-environment";
import { fakeProgram } from "./tools/testing/fake-program";
import { aToolbox } from "./tools/testing/temporary-toolbox";

/** A terraform that does what the script says; `$2` is its command. */
function aTerraform(script: string, environment: NodeJS.ProcessEnv = {}) {
  const { projectRoot: root, shutdown } = aToolbox();
  fakeProgram(root, "terraform", script);
  const stack = { name: "staging", folder: join(root, "staging"), planFile: join(root, "plan") };
  mkdirSync(stack.folder);
  const clock = new TerraformClock();
  const terraform = new Terraform({
    program: join(root, "terraform"),
    environment: terraformEnvironment({ PATH: process.env.PATH, ...environment }, join(root, "terraform.rc")),
    children: shutdown.children,
    logFolder: join(root, "logs"),
    clock,
  });
  return { terraform, stack, root, clock };
}

const error = JSON.stringify({
  type: "diagnostic",
  diagnostic: {
    severity: "error",
    summary: "reading SSM Parameter: not found",
    detail: "Deploy staging-base\n  first.",
    address: "data.aws_ssm_parameter.digest",
  },
});
const warning = JSON.stringify({ type: "diagnostic", diagnostic: { severity: "warning", summary: "old", detail: "" } });

function say(...lines: readonly string[]): string {
  return `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(" ")}`;
}

describe("a failing command", () => {
  test("is shown as its diagnostics, not as a wall of text, and logged in full", async () => {
    const { terraform, stack, root } = aTerraform(`${say(warning, error)}; echo 'goroutine 1'; exit 1`);
    await expect(terraform.apply(stack, () => {})).rejects.toThrow(
      "terraform apply -auto-approve of staging failed: " +
        "reading SSM Parameter: not found (data.aws_ssm_parameter.digest): Deploy staging-base first.",
    );
    expect(readFileSync(join(root, "logs", "staging-apply.log"), "utf8")).toContain("goroutine 1");
  });

  test("without diagnostics is shown from its first error on", async () => {
    const text = "Initializing...\\n\\nError: Failed to query\\n\\nCould not connect\\nto the registry\\n\\nMore";
    const { terraform, stack } = aTerraform(`printf '${text}'; exit 1`);
    await expect(terraform.init(stack)).rejects.toThrow(
      "terraform init of staging failed: Failed to query: Could not connect to the registry",
    );
  });

  test("says which part of a stack is not valid", async () => {
    const result = JSON.stringify({ valid: false, diagnostics: [JSON.parse(error).diagnostic] });
    const { terraform, stack } = aTerraform(`${say(result)}; exit 1`);
    await expect(terraform.validate(stack)).rejects.toThrow(/^staging is not valid: reading SSM Parameter/);
  });
});

test("a plan is empty or not by its exit code", async () => {
  const outcomes = ["exit 0", "exit 2"].map(async (script) => {
    const { terraform, stack } = aTerraform(script);
    return terraform.planIsEmpty(stack);
  });
  expect(await Promise.all(outcomes)).toEqual([true, false]);
  const { terraform, stack } = aTerraform(`${say(error)}; exit 1`);
  await expect(terraform.planIsEmpty(stack)).rejects.toThrow(/^terraform plan of staging failed/);
});

test("progress counts the resources that are done", async () => {
  const done = JSON.stringify({
    type: "apply_complete",
    hook: { resource: { addr: "aws_vpc.vpc" }, action: "create" },
  });
  const read = JSON.stringify({ type: "apply_complete", hook: { resource: { addr: "data.x.y" }, action: "read" } });
  const { terraform, stack, clock } = aTerraform(say(done, read, done));
  const counts: number[] = [];
  await terraform.apply(stack, (count) => counts.push(count));
  expect(counts).toEqual([1, 2]);
  expect(clock.intervals.map(({ command }) => command)).toEqual(["apply"]);
});

describe("a resource that is still being made", () => {
  const progress = (action: string, seconds: number) =>
    JSON.stringify({
      type: "apply_progress",
      hook: { resource: { addr: "aws_lb.public", resource_type: "aws_lb" }, action, elapsed_seconds: seconds },
    });

  test("is told with its type and its time, and what is looked up or removed is not", async () => {
    const { terraform, stack } = aTerraform(say(progress("create", 10), progress("delete", 20), progress("read", 30)));
    const pending: PendingResource[] = [];
    await terraform.apply(
      stack,
      () => {},
      (resource) => pending.push(resource),
    );
    expect(pending).toEqual([{ address: "aws_lb.public", type: "aws_lb", seconds: 10 }]);
  });

  test("ends the command with what it has started, for the reason that is given", async () => {
    const { terraform, stack } = aTerraform(`${say(progress("create", 10))}; sleep 3600 & sleep 3600`);
    const applied = terraform.apply(
      stack,
      () => {},
      ({ address }, giveUp) => giveUp(`${address} does not come`),
    );
    await expect(applied).rejects.toThrow(
      "terraform apply -auto-approve of staging was given up: aws_lb.public does not come",
    );
  });
});

test("nothing of the person's own AWS and Terraform settings gets through", async () => {
  const { terraform, stack, root } = aTerraform('env > "$PWD/../env"; echo "$@" > "$PWD/../args"', {
    AWS_PROFILE: "production",
    AWS_ENDPOINT_URL: "https://aws.example.com",
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_CA_BUNDLE: "/etc/ca.pem",
    TF_CLI_ARGS_apply: "-target=x",
    TF_WORKSPACE: "production",
    TF_VAR_count: "9",
    TF_PLUGIN_CACHE_DIR: "/cache",
    TF_CLI_CONFIG_FILE: "/absent.rc",
    HTTPS_PROXY: "http://proxy.example.com",
  });
  await terraform.init(stack);
  const names = readFileSync(join(root, "env"), "utf8").match(/^(AWS|TF|CHECKPOINT|HTTPS)_\w*=.*$/gm) ?? [];
  expect(names.sort()).toEqual([
    "AWS_CA_BUNDLE=/etc/ca.pem",
    "AWS_EC2_METADATA_DISABLED=true",
    "CHECKPOINT_DISABLE=1",
    "HTTPS_PROXY=http://proxy.example.com",
    `TF_CLI_CONFIG_FILE=${root}/terraform.rc`,
    "TF_IN_AUTOMATION=1",
    "TF_LOG=off",
  ]);
  expect(readFileSync(join(root, "args"), "utf8")).toBe(`-chdir=${stack.folder} init -input=false -no-color\n`);
});
