import { existsSync, readdirSync, readFileSync } from "node:fs";

/** What a test cannot do, and what the runner does by itself. */
export const skipped = {
  "actions/checkout@": "a job begins in a copy of the project",
  "$/.github/actions/setup": "npm ci and terraform are this machine's own",
  "sudo bash .ci/packages": "it installs packages of the system",
  "bash .ci/run": "it runs every test, and so this one",
  "github/codeql-action/upload-sarif@": "GitHub alone takes the findings",
  "aws-actions/": "no token of GitHub's is to be had here",
  "npx slipway rehearse": "it takes minutes, and test/change.e2e.test.ts runs it",
  "docker/": "there is no builder inside a test",
  "aquasecurity/": "no image is built here",
  "actions/attest@": "GitHub alone signs for a workflow",
};

/** No registry has been asked here: the bases get digests that none has. */
export const pinnedBases = Object.fromEntries(
  readdirSync("workloads")
    .map((name) => `workloads/${name}/docker/base-images.json`)
    // A workload may build from another's bases.
    .filter((file) => existsSync(file))
    .map((file) => [file, readFileSync(file, "utf8").replaceAll("null", `"sha256:${"5".repeat(64)}"`)]),
);
