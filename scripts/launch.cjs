const fs = require("node:fs");
const path = require("node:path");
const { bundle } = require("./bundle.cjs");

const supportedNodeVersions = ["20", "22"];
const root = path.dirname(__dirname);

/**
 * Makes the project's folder the current one, and returns the path of the program that starts at `entry`, ready to be
 * required. Ends the process with one sentence where it could not run.
 */
exports.prepare = (entry, furtherRooms) => {
  requireNode();
  if (!fs.existsSync(path.join(root, "node_modules", ".package-lock.json"))) {
    giveUp("Slipway's packages are not installed; run npm ci");
  }
  process.chdir(root);
  const program = build(entry, furtherRooms);
  // Node 22 only. Beside the program, so that it goes when the installation does.
  require("node:module").enableCompileCache?.(path.join(path.dirname(program), "compile-cache"));
  return program;
};

exports.root = root;

function requireNode() {
  const [major] = process.versions.node.split(".");
  if (supportedNodeVersions.includes(major)) return;
  giveUp(
    `Slipway runs on Node 20 and 22: cdktf-cli's node-pty has no build for Node ${major}. Install Node 22, the version in .nvmrc`,
  );
}

function build(entry, furtherRooms) {
  try {
    return bundle(root, entry, furtherRooms);
  } catch (error) {
    // esbuild has already shown where it could not go on.
    if (Array.isArray(error.errors)) process.exit(1);
    throw error;
  }
}

function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}
