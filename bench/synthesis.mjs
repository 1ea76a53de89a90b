import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { programRooms } from "../scripts/bundle.cjs";

/** Times that the app command may take a bare start of Node; see docs/performance.md. */
const budgets = { "after an edit": 20, "nothing changed": 6 };
const rounds = 9;
const warmUps = 2;

const root = path.dirname(import.meta.dirname);
const copied = [...programRooms, "scripts", "cdktf.json", "package.json", "tsconfig.json"];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-bench-"));
try {
  process.exitCode = measure() ? 0 : 1;
} finally {
  fs.rmSync(folder, { recursive: true });
}

/** Measures in a copy, whose sources it can edit; interleaved, so that a busy moment meets every case. */
function measure() {
  for (const name of copied) fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  const times = { "bare node": [], "after an edit": [], "nothing changed": [] };
  for (let round = 0; round < warmUps + rounds; round += 1) {
    times["bare node"].push(timed(["-e", "0"]));
    fs.appendFileSync(path.join(folder, "app.ts"), `// edit ${round}\n`);
    times["after an edit"].push(timed(["scripts/synth.cjs"]));
    times["nothing changed"].push(timed(["scripts/synth.cjs"]));
  }
  return report(times);
}

function timed(args) {
  // Extra certificates slow down a bare start of Node 20 to the double, and so would flatter the ratios.
  const { NODE_EXTRA_CA_CERTS, SLIPWAY_TARGET, ...env } = process.env;
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function report(times) {
  const bare = median(times["bare node"]);
  console.log(
    `Node ${process.version}, ${os.availableParallelism()} cores, load ${os.loadavg()[0]?.toFixed(1)}, ${process.platform} ${process.arch}`,
  );
  console.log(`medians of ${rounds} interleaved rounds, ${warmUps} warm-ups dropped, NODE_EXTRA_CA_CERTS unset\n`);
  console.log("case               ms   x bare   budget");
  const verdicts = Object.entries(times).map(([name, values]) => {
    const ratio = median(values) / bare;
    const budget = budgets[name] ?? 1;
    console.log(
      `${name.padEnd(15)} ${median(values).toFixed(0).padStart(5)} ${ratio.toFixed(1).padStart(8)} ${String(budget).padStart(8)}${ratio > budget ? "   exceeded" : ""}`,
    );
    return ratio <= budget;
  });
  return verdicts.every(Boolean);
}

function median(values) {
  const sorted = values.slice(warmUps).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
