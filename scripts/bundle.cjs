const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

/** Everything of ours that can enter a program; `buildProgram` refuses a source from elsewhere. */
const programRooms = [
  ...["main.ts", "app.ts", "cli", "rehearsal", "delivery", "running"],
  ...["config", "capabilities", "functions", "model", "stacks", "constructs", "checks"],
];
exports.programRooms = programRooms;
/** Slow to load from their many files, and slow to bundle: done once per installation, so that an edit is not. */
const largePackages = ["cdktf", "constructs", "yaml", "zod"];
/** Its root index loads every resource of AWS, so only the paths that our sources name are bundled. */
const providerPath = /@cdktf\/provider-aws\/lib\/[\w-]+/g;
const installationFiles = ["package.json", "node_modules/.package-lock.json", "tsconfig.json", "scripts/bundle.cjs"];
const generationsToKeep = 4;

/**
 * Path of the program that starts at `entry`, built where its sources, the installed packages, Node or this file are not
 * those of an earlier build. Folder and name are hashes of all that, so a stale program cannot be run.
 */
exports.bundle = (root, entry, furtherRooms = []) => {
  const sources = readAll(root, sourceFiles(root, [...programRooms, ...furtherRooms]));
  const packages = [...largePackages, ...providerPaths(sources)];
  const installation = hashOf([...readAll(root, installationFiles), ["packages", packages.join()]]);
  const folder = path.join(root, ".slipway", "build", installation);
  const program = path.join(folder, `${entry.replaceAll(/\W/g, "-")}-${hashOf(sources)}.cjs`);
  if (!fs.existsSync(folder)) buildPackages({ root, folder, packages });
  if (!fs.existsSync(program)) buildProgram({ root, entry, sources, program });
  return program;
};

/** Writes a file whole or not at all. */
exports.writeWhole = (file, content) => {
  const unfinished = `${file}.${process.pid}`;
  fs.writeFileSync(unfinished, content);
  fs.renameSync(unfinished, file);
};

function sourceFiles(root, rooms) {
  return rooms.flatMap((room) => (room.endsWith(".ts") ? [room] : sourcesBelow(root, room)));
}

function sourcesBelow(root, folder) {
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return sourcesBelow(root, file);
      return /\.(ts|json)$/.test(file) && !file.endsWith(".test.ts") ? [file] : [];
    });
}

function readAll(root, files) {
  return files.map((file) => [file, fs.readFileSync(path.join(root, file), "utf8")]);
}

function providerPaths(sources) {
  return [...new Set(sources.flatMap(([, content]) => content.match(providerPath) ?? []))].sort();
}

function hashOf(files) {
  const hash = createHash("sha256").update(process.version);
  for (const [file, content] of files) hash.update(`\0${file}\0${content.length}\0${content}`);
  return hash.digest("hex").slice(0, 16);
}

/** A `node_modules` of one file a package or path, which Node finds from the programs beside it. */
function buildPackages({ root, folder, packages }) {
  const unfinished = `${folder}.${process.pid}`;
  esbuild({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(packages.map((name) => [`${name}/index`, name])),
    outdir: path.join(unfinished, "node_modules"),
    external: largePackages,
  });
  fs.writeFileSync(path.join(unfinished, "package.json"), JSON.stringify({ type: "commonjs" }));
  try {
    fs.renameSync(unfinished, folder);
  } catch (error) {
    const builtByAnother = fs.existsSync(folder);
    fs.rmSync(unfinished, { recursive: true });
    if (!builtByAnother) throw error;
  }
  prune(path.dirname(folder));
}

function buildProgram({ root, entry, sources, program }) {
  const unfinished = `${program}.${process.pid}`;
  const { metafile } = esbuild({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: unfinished,
    packages: "external",
    metafile: true,
  });
  const hashed = new Set(sources.map(([file]) => file));
  const unhashed = Object.keys(metafile.inputs).filter((input) => !hashed.has(input));
  if (unhashed.length > 0) {
    throw new Error(`${entry} imports ${unhashed.join(", ")}, which scripts/bundle.cjs does not hash`);
  }
  fs.renameSync(unfinished, program);
  prune(path.dirname(program));
}

function esbuild(options) {
  // A thread pays off for many builds in one process only.
  process.env.ESBUILD_WORKER_THREADS = "0";
  const common = { bundle: true, platform: "node", target: "node20", format: "cjs", logLevel: "error" };
  return require("esbuild").buildSync({ ...common, ...options });
}

function prune(folder) {
  const age = (name) => fs.statSync(path.join(folder, name)).mtimeMs;
  const others = ["node_modules", "compile-cache", "package.json", "last-synthesis.json"];
  const built = fs.readdirSync(folder).filter((name) => !others.includes(name));
  const old = built.sort((a, b) => age(b) - age(a)).slice(generationsToKeep);
  for (const name of old) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}
