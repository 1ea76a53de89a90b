/** Runs a script of this folder or of a workload's: `node scripts/run.cjs scripts/golden.ts`. */
const { prepare } = require("./launch.cjs");

const entry = process.argv[2];
const [workload] = /^workloads\/[^/]+/.exec(entry) ?? [];
const ofWorkload = workload === undefined ? [] : [`${workload}/scripts`, `${workload}/tests`];
require(prepare(entry, ["scripts", "test", ...ofWorkload]));
