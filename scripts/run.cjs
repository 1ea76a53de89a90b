/** Runs a generator of this folder: `node scripts/run.cjs scripts/golden.ts`. */
const { prepare } = require("./launch.cjs");

require(prepare(process.argv[2], ["scripts", "test"]));
