import { type OnlyInAws, proofCommand } from "../model/aws-types/emulated";
import { awsTypes } from "../model/aws-types/records";
import type { RehearsalResult } from "../rehearsal/result";

/** What no rehearsal can show of the types that stacks hold, by the command that shows it in an account. */
export function leftToAws({ environment, stacks }: Pick<RehearsalResult, "environment" | "stacks">): readonly string[] {
  const types = new Set(stacks.flatMap(({ resourcesByType }) => Object.keys(resourcesByType)));
  const facts = [...types].sort().flatMap((type) => {
    const fact = awsTypes.get(type)?.emulated.onlyInAws;
    return fact === undefined || "none" in fact ? [] : fact;
  });
  const commands = [...new Set(facts.map(({ shownBy }) => shownBy))].sort();
  return commands.map(
    (command) => `only AWS shows  ${whatOf(facts, command).join("; ")}: ${proofCommand(command, environment)}`,
  );
}

function whatOf(facts: readonly OnlyInAws[], command: OnlyInAws["shownBy"]): readonly string[] {
  return [...new Set(facts.flatMap(({ what, shownBy }) => (shownBy === command ? what : [])))];
}
