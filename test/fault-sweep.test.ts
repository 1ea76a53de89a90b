import { expect, test } from "vitest";
import { commands } from "./helpers/fault-sweep/commands";
import { caseText, faultCases, judgeAll } from "./helpers/fault-sweep/sweep";
import { shuffled } from "./helpers/seeded-random";

/** Of each command; `npm run proof:faults` takes all. */
const shareOfCommand = 3;

test("a fault at any request ends a command right or in words, and leaves no run that nobody is told of", async () => {
  const all = shuffled(await faultCases(commands), 1);
  const chosen = commands.flatMap((command) => all.filter((each) => each.command === command).slice(0, shareOfCommand));
  expect(new Set(chosen.map(({ command }) => command.name)).size).toBe(commands.length);
  const judged = await judgeAll(chosen);
  expect(judged.flatMap((each) => each.problems.map((problem) => `${caseText(each)}: ${problem}`))).toEqual([]);
  expect(judged.some(({ isRight }) => isRight)).toBe(true);
});
