import type { Stage, Step, StepResult } from "../running/run-stages";
import { emulatorClient } from "./aws-client";
import type { Rehearsal, RehearsalOptions, RehearsalStep, SynthesizedStack } from "./context";
import { takeInventory } from "./inventory";
import { type Prerequisite, prerequisitesOf, prerequisiteText } from "./prerequisites";
import { seedBefore } from "./seed";
import { applyStack, applyStacks } from "./steps/apply";
import { destroyStacks } from "./steps/destroy";
import { compareInventory } from "./steps/inventory-after";
import { planAgain } from "./steps/plan-again";
import { readResourcesBack } from "./steps/read-back";
import { releaseAfter } from "./steps/release-after";
import { compareRights } from "./steps/rights";
import { scaleByHand } from "./steps/scale-by-hand";
import { findTheScanners, scan } from "./steps/scan";
import { seedPrerequisites } from "./steps/seed";
import { startTheEmulator } from "./steps/start-emulator";
import { synthesize, synthesizedStacks, synthesizeStacks } from "./steps/synthesize";
import { findTools } from "./steps/tools";
import { validate } from "./steps/validate";

/** Of one account, with shared tools, emulator and inventory; the stacks of the first begin with the account's. */
type Neighbours = readonly Rehearsal[];
type NeighboursStep = Step<Neighbours>;

/** As a rehearsal, with all environments in one account at the same time. */
export function sideBySideStages({ destroy }: RehearsalOptions): readonly Stage<Neighbours>[] {
  return [
    [once(findTools), once(findTheScanners), synthesizeAll],
    [each(validate), each(scan), once(startTheEmulator)],
    seedAll,
    applyAll,
    each(planAgain),
    each(readResourcesBack),
    each(scaleByHand),
    ...(destroy ? [destroyAll, once(compareInventory)] : []),
    once(compareRights),
  ];
}

/** What the first finds out all of them know. */
function once({ title, run }: RehearsalStep): NeighboursStep {
  return { title, run: (rehearsals, note) => run(firstOf(rehearsals), note) };
}

function each({ title, run }: RehearsalStep): NeighboursStep {
  return {
    title,
    run: async (rehearsals, note) => {
      const results = rehearsals.map(async (rehearsal) => named(rehearsal, await run(rehearsal, note)));
      return together(await Promise.all(results));
    },
  };
}

const synthesizeAll: NeighboursStep = {
  title: synthesize.title,
  run: async (rehearsals) => {
    const { folder } = firstOf(rehearsals);
    const environments = rehearsals.map(({ environment }) => environment);
    const carried = synthesizeStacks(environments, folder);
    for (const [index, { environment, stacks }] of rehearsals.entries()) {
      stacks.set(synthesizedStacks(environment, folder, carried).slice(index === 0 ? 0 : 1));
    }
    return {};
  },
};

/** What several expect is there once. */
const seedAll: NeighboursStep = {
  title: seedPrerequisites.title,
  run: async (rehearsals) => {
    const { plan, emulator, inventoryBefore } = firstOf(rehearsals);
    const settings = emulatorClient(emulator.value, plan.account.region);
    const wanted = new Map<string, Prerequisite>(
      rehearsals
        .flatMap((rehearsal) => prerequisitesOf(rehearsal.plan))
        .map((prerequisite) => [JSON.stringify(prerequisite), prerequisite]),
    );
    await seedBefore(settings, [...wanted.values()]);
    inventoryBefore.set(await takeInventory(emulator.value));
    return together(rehearsals.map((rehearsal) => named(rehearsal, { details: expectedBy(rehearsal) })));
  },
};

function expectedBy({ plan }: Rehearsal): readonly string[] {
  return prerequisitesOf(plan).map((prerequisite) => prerequisiteText(prerequisite, plan));
}

/** The account's stack once, then all environments at the same time. */
const applyAll: NeighboursStep = {
  title: applyStacks.title,
  run: async (rehearsals, note) => {
    const first = firstOf(rehearsals);
    const [account, ...firstOnes] = first.stacks.value;
    if (account === undefined) return { problems: ["there is no stack of the account"] };
    await applyStack(first, account, note);
    // Each environment's images go into the account's repositories.
    for (const rehearsal of rehearsals) await releaseAfter(rehearsal, account);
    const stacksOf = (rehearsal: Rehearsal) => (rehearsal === first ? firstOnes : rehearsal.stacks.value);
    await Promise.all(rehearsals.map((rehearsal) => applyInOrder(rehearsal, stacksOf(rehearsal), note)));
    return {};
  },
};

async function applyInOrder(
  rehearsal: Rehearsal,
  stacks: readonly SynthesizedStack[],
  note: (text: string) => void,
): Promise<void> {
  for (const stack of stacks) await applyStack(rehearsal, stack, note);
  rehearsal.applied.set(true);
}

/** The first one last, as the account's stack goes with it. */
const destroyAll: NeighboursStep = {
  title: destroyStacks.title,
  run: async ([first, ...others], note) => {
    await Promise.all(others.map((rehearsal) => destroyStacks.run(rehearsal, note)));
    return first === undefined ? {} : destroyStacks.run(first, note);
  },
};

function firstOf([first]: Neighbours): Rehearsal {
  if (first === undefined) throw new RangeError("there is no environment to rehearse");
  return first;
}

function named({ plan }: Rehearsal, { problems = [], details = [] }: StepResult): Required<StepResult> {
  const withName = (text: string) => `${plan.name}: ${text}`;
  return { problems: problems.map(withName), details: details.map(withName) };
}

function together(results: readonly Required<StepResult>[]): StepResult {
  return {
    problems: results.flatMap(({ problems }) => problems),
    details: results.flatMap(({ details }) => details),
  };
}
