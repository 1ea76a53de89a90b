const fs = require("node:fs");
const path = require("node:path");

const asking = ["deploy", "apply", "destroy"];

/**
 * cdktf starts this program, then makes a run, and only then asks whether to apply it: without a terminal it ends there in a
 * stack trace, and the run waits for nobody. So it is said before.
 *
 * @param processes where Linux shows them; elsewhere nothing is known, and nothing said
 * @returns a sentence; nothing where somebody can answer, or nothing is asked
 */
exports.unattended = (pid = process.ppid, processes = "/proc") => {
  const caller = cdktfAmong(processes, pid);
  const verb = caller?.words.find((word) => asking.includes(word));
  if (verb === undefined || caller.words.includes("--auto-approve") || hasTerminal(processes, caller.pid))
    return undefined;
  const wayOut =
    process.env.SLIPWAY_TARGET === "local"
      ? "or, as it changes nothing but the emulator, with --auto-approve"
      : "or ask for a run that waits for its approval in Terraform Cloud: npx slipway run NAME";
  return `cdktf ${verb} asks whether to go on, and there is no terminal to answer on; run it in one, ${wayOut}`;
};

/** This program's parent is a shell, whose parent is cdktf. */
function cdktfAmong(processes, first) {
  let pid = first;
  for (let generation = 0; generation < 3 && pid > 1; generation += 1) {
    const words = read(processes, pid, "cmdline").split("\0");
    if (words.some((word) => /^cdktf(-cli)?(\.js)?$/.test(path.basename(word)))) return { pid, words };
    // The name in the second field may hold spaces and brackets.
    pid = Number(read(processes, pid, "stat").split(") ").at(-1)?.split(" ")[1] ?? 0);
  }
  return undefined;
}

function read(processes, pid, file) {
  try {
    return fs.readFileSync(path.join(processes, String(pid), file), "utf8");
  } catch {
    return "";
  }
}

function hasTerminal(processes, pid) {
  try {
    return /^\/dev\/(pts\/|tty|console)/.test(fs.readlinkSync(path.join(processes, String(pid), "fd", "0")));
  } catch {
    return false;
  }
}
