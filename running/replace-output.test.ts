import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replaceOutput } from "./replace-output";
import { UserError } from "./user-error";

let parent: string;
let outdir: string;

beforeEach(() => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-output-"));
  outdir = path.join(parent, "cdktf.out");
});
afterEach(() => fs.rmSync(parent, { recursive: true }));

test("writes stacks and manifest where there was nothing", () => {
  replaceOutput(outdir, synthesisOf({ staging: local }));
  expect(files()).toEqual(["manifest.json", "stacks/staging/cdk.tf.json"]);
});

test("leaves the old output as it was when synthesis fails half way", () => {
  replaceOutput(outdir, synthesisOf({ staging: local }));
  const failing = (folder: string) => {
    synthesisOf({ staging: cloud, production: cloud })(folder);
    throw new Error("half way");
  };
  expect(() => replaceOutput(outdir, failing)).toThrow("half way");
  expect(files()).toEqual(["manifest.json", "stacks/staging/cdk.tf.json"]);
  expect(stackOf("staging")).toEqual({ terraform: local });
  expect(fs.readdirSync(parent)).toEqual(["cdktf.out"]);
});

test("makes nothing when the first synthesis fails", () => {
  const failing = () => {
    throw new Error("at once");
  };
  expect(() => replaceOutput(outdir, failing)).toThrow("at once");
  expect(fs.readdirSync(parent)).toEqual([]);
});

test("removes stacks that are no longer written, with all that Terraform kept there", () => {
  replaceOutput(outdir, synthesisOf({ staging: local, preview: local }));
  initialize("preview");
  replaceOutput(outdir, synthesisOf({ staging: local }));
  expect(files()).toEqual(["manifest.json", "stacks/staging/cdk.tf.json"]);
});

test("replaces what is copied beside a stack, and takes away what no longer is", () => {
  const withAsset = (hash: string) => (folder: string) => {
    synthesisOf({ staging: local })(folder);
    fs.mkdirSync(path.join(folder, "stacks/staging/assets", hash), { recursive: true });
    fs.writeFileSync(path.join(folder, "stacks/staging/assets", hash, "schedule.zip"), hash);
  };
  replaceOutput(outdir, withAsset("one"));
  replaceOutput(outdir, withAsset("two"));
  expect(files()).toEqual(["manifest.json", "stacks/staging/assets/two/schedule.zip", "stacks/staging/cdk.tf.json"]);
  replaceOutput(outdir, synthesisOf({ staging: local }));
  expect(files()).toEqual(["manifest.json", "stacks/staging/cdk.tf.json"]);
});

test("keeps what Terraform keeps in the folder of a stack", () => {
  replaceOutput(outdir, synthesisOf({ staging: local }));
  initialize("staging");
  replaceOutput(outdir, synthesisOf({ staging: local }));
  expect(fs.readdirSync(path.join(outdir, "stacks", "staging")).sort()).toEqual([
    ".terraform",
    ".terraform.lock.hcl",
    "cdk.tf.json",
    "terraform.d",
    "terraform.staging.tfstate",
  ]);
});

test("makes Terraform start afresh where the backend changed, and never removes a state", () => {
  replaceOutput(outdir, synthesisOf({ staging: local }));
  initialize("staging");
  replaceOutput(outdir, synthesisOf({ staging: cloud }));
  expect(files()).toEqual(["manifest.json", "stacks/staging/cdk.tf.json", "stacks/staging/terraform.staging.tfstate"]);
});

test("never removes a folder that is no stack, such as sources of that name", () => {
  fs.mkdirSync(path.join(outdir, "stacks", "sources"), { recursive: true });
  fs.writeFileSync(path.join(outdir, "stacks", "sources", "a-stack.ts"), "");
  fs.writeFileSync(path.join(outdir, "stacks", "a-stack.ts"), "");
  replaceOutput(outdir, synthesisOf({ staging: local }));
  expect(files()).toEqual([
    "manifest.json",
    "stacks/a-stack.ts",
    "stacks/sources/a-stack.ts",
    "stacks/staging/cdk.tf.json",
  ]);
});

test.each(["{", "null"])("writes a stack anew whose old file holds %s", (content) => {
  fs.mkdirSync(path.join(outdir, "stacks", "staging"), { recursive: true });
  fs.writeFileSync(path.join(outdir, "stacks", "staging", "cdk.tf.json"), content);
  replaceOutput(outdir, synthesisOf({ staging: local }));
  expect(stackOf("staging")).toEqual({ terraform: local });
});

test("makes the folders above the output", () => {
  outdir = path.join(parent, "builds", "today", "cdktf.out");
  replaceOutput(outdir, synthesisOf({ staging: local }));
  expect(files()).toEqual(["manifest.json", "stacks/staging/cdk.tf.json"]);
});

test.each(["cdktf.out", "cdktf.out/below"])("says in one sentence that %s cannot be written", (name) => {
  fs.writeFileSync(outdir, "a file");
  const folder = path.join(parent, name);
  expect(() => replaceOutput(folder, synthesisOf({ staging: local }))).toThrow(
    new UserError(
      `${folder} cannot be written (${name === "cdktf.out" ? "ENOTDIR" : "EEXIST"}); make it a writable folder, or name another one in CDKTF_OUTDIR`,
    ),
  );
  expect(fs.readdirSync(parent)).toEqual(["cdktf.out"]);
});

test("holds a signal back until the output is whole", () => {
  const listeners = process.listenerCount("SIGINT");
  let meanwhile = 0;
  replaceOutput(outdir, (folder) => {
    meanwhile = process.listenerCount("SIGINT");
    synthesisOf({ staging: local })(folder);
  });
  expect(meanwhile).toBe(listeners + 1);
  expect(process.listenerCount("SIGINT")).toBe(listeners);
});

const local = { backend: { local: { path: "../../../.slipway/local/state/staging.tfstate" } } };
const cloud = { cloud: { organization: "shop-works", workspaces: { name: "staging" } } };

function synthesisOf(stacks: Readonly<Record<string, object>>): (folder: string) => void {
  return (folder) => {
    for (const [name, terraform] of Object.entries(stacks)) {
      fs.mkdirSync(path.join(folder, "stacks", name), { recursive: true });
      fs.writeFileSync(path.join(folder, "stacks", name, "cdk.tf.json"), JSON.stringify({ terraform }));
    }
    fs.writeFileSync(path.join(folder, "manifest.json"), JSON.stringify(Object.keys(stacks)));
  };
}

/** As `terraform init` and an apply with a local state do. */
function initialize(stack: string): void {
  const folder = path.join(outdir, "stacks", stack);
  fs.mkdirSync(path.join(folder, ".terraform"));
  fs.mkdirSync(path.join(folder, "terraform.d"));
  fs.writeFileSync(path.join(folder, ".terraform.lock.hcl"), "");
  fs.writeFileSync(path.join(folder, "terraform.staging.tfstate"), "{}");
}

function files(): readonly string[] {
  const all = fs.readdirSync(outdir, { recursive: true, encoding: "utf8" });
  return all.filter((file) => fs.statSync(path.join(outdir, file)).isFile()).sort();
}

function stackOf(name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(outdir, "stacks", name, "cdk.tf.json"), "utf8"));
}
