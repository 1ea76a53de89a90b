import { isDeepStrictEqual } from "node:util";
import { UserError } from "../../../running/user-error";
import { type AskedRequest, type Fault, faults } from "../terraform-cloud/faults";
import { isFinal } from "../terraform-cloud/run-life";
import { type Ended, type SweptCommand, unknown } from "./commands";
import { Place } from "./place";

/** One fault at one request of one command. */
export interface FaultCase {
  readonly command: SweptCommand;
  readonly server: "standIn" | "github";
  readonly number: number;
  readonly fault: Fault;
  readonly expected: Expectation;
}

/** Without a fault. */
interface Expectation {
  readonly ended: Ended;
  readonly mended?: string;
}

export interface JudgedCase extends FaultCase {
  /** Whether the command ended as without the fault; else it said that it did not. */
  readonly isRight: boolean;
  /** Sentences. */
  readonly problems: readonly string[];
}

const longestMilliseconds = 60_000;
const placesAtOnce = 8;

/** Every fault at every request, of which a command's run without faults says how many there are. */
export async function faultCases(commands: readonly SweptCommand[]): Promise<readonly FaultCase[]> {
  const place = await Place.start();
  const cases: FaultCase[] = [];
  for (const command of commands) {
    await prepared(place, command);
    const ended = await command.run(place);
    if (Object.values(ended.settled).includes(unknown))
      throw new Error(`${command.name} settles nothing without a fault`);
    const expected = { ended, mended: command.mended?.(place) };
    const requests = { standIn: place.standIn.requests.length, github: place.github.asked.length };
    for (const server of ["standIn", "github"] as const) {
      for (let number = 1; number <= requests[server]; number += 1) {
        // GitHub's client waits half a minute for an answer.
        const possible = faults.filter((fault) => server === "standIn" || fault !== "slow");
        cases.push(...possible.map((fault) => ({ command, server, number, fault, expected })));
      }
    }
  }
  await place.stop();
  return cases;
}

/** Several at once, as most of the time is spent in waits. */
export async function judgeAll(
  cases: readonly FaultCase[],
  told: (judged: JudgedCase) => void = () => {},
): Promise<readonly JudgedCase[]> {
  const left = [...cases];
  const judged: JudgedCase[] = [];
  const work = async () => {
    const place = await Place.start();
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const one = await judge(place, next);
      judged.push(one);
      told(one);
    }
    await place.stop();
  };
  await Promise.all(Array.from({ length: placesAtOnce }, work));
  return judged;
}

async function prepared(place: Place, command: SweptCommand): Promise<void> {
  await place.reset(command.hasWorkspaces);
  command.spoil?.(place);
}

async function judge(place: Place, faultCase: FaultCase): Promise<JudgedCase> {
  const { command, server, number, fault, expected } = faultCase;
  await prepared(place, command);
  place[server].faultOf = (request: AskedRequest) => (request.number === number ? fault : undefined);
  const ended = await endOf(place, command);
  place[server].faultOf = () => undefined;
  await place.standIn.settled();
  const problems = "problem" in ended ? [ended.problem] : wrongParts(expected.ended, ended);
  problems.push(...runsLeft(place));
  if (expected.mended !== undefined) problems.push(...(await completed(place, command, expected.mended)));
  return { ...faultCase, isRight: isDeepStrictEqual(ended, expected.ended), problems };
}

async function endOf(place: Place, command: SweptCommand): Promise<Ended | { readonly problem: string }> {
  const timer = new AbortController();
  const late = new Promise<{ readonly problem: string }>((resolve) => {
    const id = setTimeout(() => resolve({ problem: "it does not end" }), longestMilliseconds);
    timer.signal.addEventListener("abort", () => clearTimeout(id));
  });
  try {
    return await Promise.race([command.run(place), late]);
  } catch (error) {
    if (!(error instanceof UserError)) return { problem: `it ends without words: ${String(error)}` };
    place.lines.push(error.message);
    return { settled: {} };
  } finally {
    timer.abort();
  }
}

/** What is settled otherwise than without the fault; what is unknown has to be said. */
function wrongParts(expected: Ended, { settled }: Ended): string[] {
  return Object.entries(settled).flatMap(([part, value]) => {
    if (value === unknown || value === expected.settled[part]) return [];
    return [`${part} is ${value}, and without the fault ${expected.settled[part] ?? "not tried"}`];
  });
}

/** A run that waits, and that nobody is told of. */
function runsLeft({ standIn, lines }: Place): readonly string[] {
  const text = lines.join("\n");
  return standIn.database.tables.runs
    .filter((run) => !isFinal(run) && !text.includes(`/runs/${run.id}`))
    .map(({ status }) => `a run is left ${status}, and its address is not said`);
}

async function completed(place: Place, command: SweptCommand, mended: string): Promise<readonly string[]> {
  const again = await endOf(place, command);
  if ("problem" in again) return [`given again, ${again.problem}`];
  if (Object.keys(again.settled).length === 0) return [`given again, it fails: ${place.lines.at(-1)}`];
  return command.mended?.(place) === mended ? [] : [`given again, it does something else: ${place.lines.join(" | ")}`];
}

export function caseText({ command, server, number, fault }: FaultCase): string {
  return `${command.name}, request ${number} to ${server === "github" ? "GitHub" : "Terraform Cloud"}, ${fault}`;
}
