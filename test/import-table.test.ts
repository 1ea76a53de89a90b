import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** One violation for every rule: the file, and what it imports. */
const planted: Readonly<Record<string, readonly [string, string]>> = {
  "app-imports-what-the-table-allows": ["app.ts", "./constructs/vpc/vpc"],
  "config-imports-what-the-table-allows": ["config/load.ts", "cdktf"],
  "model-imports-what-the-table-allows": ["model/naming.ts", "zod"],
  "constructs-imports-what-the-table-allows": ["constructs/vpc/vpc.ts", "../../config/diagnostics"],
  "stacks-imports-what-the-table-allows": ["stacks/network.ts", "../checks/rule"],
  "capability-schemas-imports-what-the-table-allows": ["capabilities/shelf/schema.ts", "cdktf"],
  "capability-plans-imports-what-the-table-allows": ["capabilities/shelf/plan.ts", "zod"],
  "capability-plans-is-free-of-effects": ["capabilities/shelf/plan.ts", "node:fs"],
  "capability-wirings-imports-what-the-table-allows": ["capabilities/shelf/wiring.ts", "zod"],
  "capabilities-do-not-know-each-other": ["capabilities/shelf/plan.ts", "../drawer/plan"],
  "names-are-composed-in-the-plan-alone": ["stacks/network.ts", "../model/naming"],
  "checks-imports-what-the-table-allows": ["checks/rule.ts", "cdktf"],
  "running-imports-what-the-table-allows": ["running/processes.ts", "../config/load"],
  "functions-imports-what-the-table-allows": ["functions/schedule.ts", "../config/load"],
  "delivery-imports-what-the-table-allows": ["delivery/client.ts", "../rehearsal/rehearse"],
  "rehearsal-imports-what-the-table-allows": ["rehearsal/rehearse.ts", "../cli/check"],
  "cli-imports-what-the-table-allows": ["cli/check.ts", "../constructs/vpc/vpc"],
  "frontend-imports-what-the-table-allows": ["workloads/shop/frontend/src/main.ts", "../../../../model/naming"],
  "app-is-free-of-effects": ["app.ts", "node:fs"],
  "model-is-free-of-effects": ["model/cidr.ts", "node:fs/promises"],
  "constructs-is-free-of-effects": ["constructs/vpc/vpc.ts", "node:child_process"],
  "stacks-is-free-of-effects": ["stacks/network.ts", "fs"],
  "schemas-are-free-of-effects": ["config/schema/network.ts", "node:process"],
  "stacks-know-settings-as-types": ["stacks/network.ts", "../config/schema/network"],
  "stacks-know-each-other-as-types": ["stacks/runtime-stack.ts", "./base-stack"],
  "rooms-behind-the-app-know-stacks-as-types": ["cli/check.ts", "../stacks/network"],
  "nobody-imports-main": ["cli/check.ts", "../main"],
  "nothing-imports-tests": ["cli/check.ts", "../test/helper"],
  "programs-import-no-scripts": ["cli/check.ts", "../scripts/generate"],
  "nothing-imports-a-workload": ["scripts/generate.ts", "../workloads/shop/scripts/places"],
  "no-provider-root-index": ["constructs/vpc/vpc.ts", "@cdktf/provider-aws"],
  "no-cycles": ["model/cidr.ts", "./subnet-plan"],
  "no-barrels": ["cli/check.ts", "../running/tools/index"],
  "everything-resolves": ["cli/check.ts", "./gone"],
  "no-undeclared-packages": ["cli/check.ts", "undeclared"],
};

/** Files without which nothing could be imported, and imports that the table allows. */
const allowed: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    dependencies: { cdktf: "1.0.0", constructs: "1.0.0", "@cdktf/provider-aws": "1.0.0", zod: "1.0.0" },
  }),
  "main.ts": 'import "./app";\nimport "./cli/check";\nimport "./config/load";\n',
  "app.ts": 'import "cdktf";\nimport "./stacks/network";\nimport "./model/plan/plan";\n',
  "config/load.ts": 'import fs from "node:fs";\nimport "./schema/network";\nexport const read = fs;\n',
  "config/diagnostics.ts": 'import "../model/cidr";\n',
  "config/schema/network.ts": 'import "zod";\nimport "../../model/cidr";\nexport type Network = string;\n',
  "model/cidr.ts": "export {};\n",
  "capabilities/shelf/schema.ts": 'import "zod";\nimport "../../config/schema/primitives";\n',
  "capabilities/shelf/plan.ts": 'import "../../model/cidr";\n',
  "capabilities/shelf/wiring.ts": 'import "../../constructs/vpc/vpc";\nimport "./plan";\n',
  "capabilities/drawer/plan.ts": "export {};\n",
  "config/schema/primitives.ts": 'import "zod";\n',
  "model/plan/plan.ts": 'import "../naming";\nimport "../../capabilities/shelf/plan";\n',
  "model/subnet-plan.ts": 'import "./cidr";\n',
  "model/naming.ts": 'import "node:crypto";\n',
  "constructs/vpc/vpc.ts": 'import "@cdktf/provider-aws/lib/vpc";\nimport "constructs";\nimport "../../model/cidr";\n',
  "stacks/network.ts":
    'import "../constructs/vpc/vpc";\nimport "../capabilities/shelf/wiring";\nimport "../model/plan/plan";\n',
  "stacks/base-stack.ts": "export type Base = string;\n",
  "stacks/runtime-stack.ts": 'import type { Base } from "./base-stack";\nexport type R = Base;\n',
  "checks/rule.ts": 'import "../model/cidr";\n',
  "checks/rule.test.ts": 'import "../test/helper";\nimport "node:fs";\n',
  "functions/schedule.ts": 'import "../model/cidr";\n',
  "running/processes.ts": 'import "node:child_process";\nimport "../model/cidr";\n',
  "running/testing/fake.ts": 'import "../../test/helper";\n',
  "delivery/client.ts":
    'import "../running/processes";\nimport "../app";\nimport type { Base } from "../stacks/base-stack";\nexport type B = Base;\n',
  "rehearsal/rehearse.ts": 'import "../delivery/client";\nimport "../checks/rule";\nimport "../config/load";\n',
  "cli/check.ts": 'import "../rehearsal/rehearse";\nimport "node:child_process";\n',
  "running/tools/index.ts": "export {};\n",
  "workloads/shop/frontend/src/main.ts": 'import "./page";\n',
  "workloads/shop/frontend/src/page.ts": "export {};\n",
  "workloads/shop/scripts/places.ts": 'import "../../../cli/check";\nimport "../../../test/helper";\n',
  "scripts/generate.ts": 'import "../test/helper";\n',
  "test/helper.ts": 'import "../app";\n',
};

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-rooms-"));
  for (const name of ["cdktf", "constructs", "zod", "undeclared", "@cdktf/provider-aws"])
    write(`node_modules/${name}/index.js`, "");
  write("node_modules/@cdktf/provider-aws/lib/vpc/index.js", "");
  fs.copyFileSync("tsconfig.json", path.join(folder, "tsconfig.json"));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

test("allows what the table allows", () => {
  writeAllowed();
  expect(violations()).toEqual([]);
});

test("reports one planted violation of every rule", () => {
  writeAllowed();
  for (const [file, specifier] of Object.values(planted)) {
    fs.appendFileSync(path.join(folder, file), `import "${specifier}";\n`);
  }
  const found = violations().map(({ rule, from }) => `${rule.name}: ${from}`);
  for (const [rule, [file]] of Object.entries(planted)) expect(found).toContain(`${rule}: ${file}`);
});

test("knows a planted violation for every rule", () => {
  const print =
    "process.stdout.write(JSON.stringify(require('./.dependency-cruiser.cjs').forbidden.map(({ name }) => name)))";
  const names = JSON.parse(execFileSync(process.execPath, ["-e", print], { encoding: "utf8" }));
  expect(names.sort()).toEqual(Object.keys(planted).sort());
});

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

function violations(): readonly Violation[] {
  const command = path.resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [command, ".", "--config", path.resolve(".dependency-cruiser.cjs"), "--output-type", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1e8 });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout).summary.violations;
}

function writeAllowed(): void {
  for (const [file, content] of Object.entries(allowed)) write(file, content);
}

function write(file: string, content: string): void {
  fs.mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), content);
}
