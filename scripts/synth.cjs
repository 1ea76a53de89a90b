const path = require("node:path");
const { prepare, root } = require("./launch.cjs");
const { unattended } = require("./unattended.cjs");
const { skipUnchanged } = require("./unchanged.cjs");

const refusal = unattended();
if (refusal !== undefined) {
  console.error(refusal);
  process.exit(1);
}

// An empty name would be the project's own folder.
const outdir = path.resolve(process.env.CDKTF_OUTDIR || path.join(root, "cdktf.out"));
process.env.CDKTF_OUTDIR = outdir;
const program = prepare("main.ts");
if (!skipUnchanged({ root, program, outdir })) require(program);
