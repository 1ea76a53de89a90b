import { commands } from "../test/helpers/fault-sweep/commands";
import { caseText, faultCases, type JudgedCase, judgeAll } from "../test/helpers/fault-sweep/sweep";
import { shuffled } from "../test/helpers/seeded-random";

/** Each fault at each request of each command, or a seeded share: `npm run proof:faults -- SEED COUNT`. */
async function prove(): Promise<void> {
  const [seed = "1", count = "Infinity"] = process.argv.slice(3);
  const cases = shuffled(await faultCases(commands), Number(seed)).slice(0, Number(count));
  const judged = await judgeAll(cases, ({ problems, ...faultCase }) => {
    for (const problem of problems) console.log(`${caseText(faultCase)}: ${problem}`);
  });
  for (const { name } of commands)
    console.log(
      line(
        name,
        judged.filter(({ command }) => command.name === name),
      ),
    );
  console.log(`${line("together", judged)} (seed ${seed})`);
  process.exitCode = judged.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

function line(name: string, judged: readonly JudgedCase[]): string {
  const right = judged.filter(({ isRight }) => isRight).length;
  const wrong = judged.filter(({ problems }) => problems.length > 0).length;
  return `${name}: ${judged.length} faults, ${right} ended right, ${judged.length - right - wrong} in words, ${wrong} wrong`;
}

void prove();
