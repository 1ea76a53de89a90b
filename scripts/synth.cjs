const path = require("node:path");
const { prepare, root } = require("./launch.cjs");
const { skipUnchanged } = require("./unchanged.cjs");

// An empty name would be the project's own folder.
const outdir = path.resolve(process.env.CDKTF_OUTDIR || path.join(root, "cdktf.out"));
process.env.CDKTF_OUTDIR = outdir;
const program = prepare("main.ts");
if (!skipUnchanged({ root, program, outdir })) require(program);
