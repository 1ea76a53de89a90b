import { SlipwayRun } from "./rehearsal-run";
import { seededRandom } from "./seeded-random";

export interface Interruption {
  readonly afterSeconds: number;
  /** Whether a second one follows right after. */
  readonly twice: boolean;
}

/**
 * Seeded moments of a rehearsal: the same for the same seed, and dense at its start, where a process is started every
 * second or so; most of the rest waits for one apply.
 */
export function interruptions(seed: number, count: number, longestSeconds: number): readonly Interruption[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => ({
    afterSeconds: 0.3 + (longestSeconds - 0.3) * random() ** 3,
    twice: index % 2 === 1,
  }));
}

/** @returns why the interrupted run did not end as it should; empty where it did */
export async function interruptRehearsal({ afterSeconds, twice }: Interruption): Promise<readonly string[]> {
  const run = new SlipwayRun(["rehearse", "staging"]);
  if (!(await run.goesOnFor(afterSeconds * 1000))) {
    const { stdout, stderr } = await run.end();
    return [`it ended by itself before:\n${stdout}${stderr}`];
  }
  run.interrupt();
  if (twice && (await run.goesOnFor(50))) run.interrupt();
  const { exitCode, leftOver } = await run.end();
  return [
    ...(exitCode === 130 ? [] : [`exit code ${exitCode} instead of 130`]),
    ...leftOver.map((name) => `left over: ${name}`),
  ];
}
