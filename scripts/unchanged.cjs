const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { writeWhole } = require("./bundle.cjs");

/**
 * Whether the output is what this program made of this configuration last time; then only the warnings are said again.
 * Otherwise the process notes at its end, where it ends well, what it was made of. The local target is always
 * synthesized: it links the provider that this machine has.
 */
exports.skipUnchanged = ({ root, program, outdir }) => {
  if (process.env.SLIPWAY_TARGET === "local") return false;
  const recordFile = path.join(root, ".slipway", "build", "last-synthesis.json");
  const inputs = inputsOf(root, program);
  const last = readRecord(recordFile);
  if (last?.inputs === inputs && last.outputs === outputsOf(outdir)) {
    process.stderr.write(last.warnings);
    return true;
  }
  const warnings = keepStderr();
  process.on("exit", (code) => {
    if (code !== 0) return;
    writeWhole(recordFile, JSON.stringify({ inputs, outputs: outputsOf(outdir), warnings: warnings.join("") }));
  });
  return false;
};

function inputsOf(root, program) {
  const hash = createHash("sha256").update(path.relative(root, program));
  const variables = Object.entries(process.env).filter(([name]) => /^(CDKTF|SYNTH|SLIPWAY)_/.test(name));
  hash.update(JSON.stringify([...variables.sort(), process.argv.slice(2)]));
  const files = fs.readdirSync(path.join(root, "config"), { recursive: true });
  addFiles(
    hash,
    path.join(root, "config"),
    files.filter((file) => /\.(ya?ml|terraform\.lock\.hcl)$/.test(file)),
  );
  return hash.digest("hex");
}

function outputsOf(outdir) {
  const stacks = path.join(outdir, "stacks");
  if (!fs.existsSync(stacks)) return "nothing";
  const hash = createHash("sha256");
  const written = fs
    .readdirSync(stacks)
    .flatMap((stack) => [
      ...[`stacks/${stack}/cdk.tf.json`, `stacks/${stack}/.terraform.lock.hcl`],
      ...filesBelow(outdir, `stacks/${stack}/assets`),
    ]);
  addFiles(hash, outdir, ["manifest.json", ...written]);
  return hash.digest("hex");
}

function filesBelow(outdir, folder) {
  if (!fs.existsSync(path.join(outdir, folder))) return [];
  const entries = fs.readdirSync(path.join(outdir, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(outdir, path.join(entry.parentPath, entry.name)));
}

function addFiles(hash, folder, files) {
  for (const file of files.sort()) {
    const content = readIfThere(path.join(folder, file));
    hash.update(`\0${file}\0${content === undefined ? "absent" : content.length}\0`).update(content ?? "");
  }
}

function readRecord(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

function keepStderr() {
  const kept = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (chunk, ...rest) => {
    kept.push(String(chunk));
    return write(chunk, ...rest);
  };
  return kept;
}
