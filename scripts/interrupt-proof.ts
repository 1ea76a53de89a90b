import { interruptions, interruptRehearsal } from "../test/helpers/interruptions";
import { SlipwayRun } from "../test/helpers/rehearsal-run";

/** Interrupts a rehearsal at 20 seeded moments, every second time twice, and then lets one run to its end. */
async function prove(): Promise<void> {
  const [seed = "1", count = "20", longestSeconds = "200"] = process.argv.slice(3);
  let failed = 0;
  for (const interruption of interruptions(Number(seed), Number(count), Number(longestSeconds))) {
    const faults = await interruptRehearsal(interruption);
    if (faults.length > 0) failed += 1;
    const moment = `${interruption.afterSeconds.toFixed(1).padStart(6)} s${interruption.twice ? ", twice" : ""}`;
    console.log(`${moment}: ${faults.length === 0 ? "nothing left" : faults.join("; ")}`);
  }
  const { exitCode, leftOver } = await new SlipwayRun(["rehearse", "staging"]).end();
  console.log(`the next run ended with exit code ${exitCode} and left ${leftOver.join(", ") || "nothing"}`);
  process.exitCode = failed === 0 && exitCode === 0 && leftOver.length === 0 ? 0 : 1;
}

void prove();
