import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "slipway-own-configuration-"));
afterAll(() => rmSync(folder, { recursive: true }));

const environment = (name: string, cidr: string) => `account: orchard
namePrefix: orchard-${name}
network: { cidr: ${cidr} }
dns: { domain: ${name}.example.net, zone: { name: example.net } }
services:
  shelf:
    kind: web
    port: 3000
    healthCheckPath: /up
    repository: shelf
    size: { cpuUnits: 256, memoryMiB: 512 }
    scaling: { minimumTasks: 2, maximumTasks: 3 }
  press:
    kind: worker
    repository: shelf
    size: { cpuUnits: 256, memoryMiB: 512 }
    scaling: { minimumTasks: 1, maximumTasks: 2 }
alerts: { email: orchard-team@example.net }
budget: { monthlyUsd: 150 }
`;

const ownConfiguration: Readonly<Record<string, string>> = {
  "config/accounts/orchard.yaml": `accountId: "456789012345"
region: eu-west-1
owner: orchard-team
terraformCloud: { organization: orchard-house }
repositories: { shelf: {} }
`,
  "config/environments/staging.yaml": environment("staging", "10.30.0.0/16"),
  "config/environments/production.yaml": `promotedFrom: [staging]\n${environment("production", "10.31.0.0/16")}`,
  "config/accepted-risks.yaml": "acceptedRisks: []\n",
};

/** What belongs to the systems of today, which whoever brings others takes away. */
const oldSystems = ["config/accounts", "config/environments", "config/locks", "test/systems", "workloads"];

/** Finds packages by their real place, which is not below a copy's folder, and reads no configuration. */
const ownPlace = "scripts/rooms/document.test.ts";

test("unit tests pass for whoever configures another account, organization, domain, services and a production", () => {
  copyProject();
  for (const path of [...oldSystems, ownPlace]) rmSync(join(folder, path), { recursive: true, force: true });
  for (const [file, text] of Object.entries(ownConfiguration)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const checked = run("cli/slipway.cjs", "check");
  expect(checked.stdout).toContain("config/environments/production.yaml: ok");
  const unitTests = ["run", "--project", "unit", "--reporter=dot"];
  const { status, stdout, stderr } = run("node_modules/vitest/vitest.mjs", ...unitTests);
  expect(`${stdout}${stderr}`.split("\n").filter((line) => line.includes("FAIL"))).toEqual([]);
  expect(status).toBe(0);
});

/** What git knows or would know, as a repository of its own. */
function copyProject(): void {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z", "--deduplicate"], {
    encoding: "utf8",
  });
  for (const file of listed.split("\0").filter((name) => name !== "" && existsSync(name))) {
    cpSync(file, join(folder, file), { force: true });
  }
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  execFileSync("git", ["init", "-q"], { cwd: folder });
}

function run(...command: readonly string[]) {
  const { VITEST, VITEST_MODE, VITEST_POOL_ID, VITEST_WORKER_ID, ...env } = process.env;
  return spawnSync(process.execPath, command, { cwd: folder, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
