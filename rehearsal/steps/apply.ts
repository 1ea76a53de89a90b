import type { Rehearsal, RehearsalStep, SynthesizedStack } from "../context";
import { applyRole, underRole } from "../delivery-roles";
import { slowResourceObserver } from "../slow-resources";
import { releaseAfter } from "./release-after";

/** In the order account, base, runtime; an image is pushed and released between them, as the delivery pipeline does. */
export const applyStacks: RehearsalStep = {
  title: "terraform apply",
  run: async (rehearsal, note) => {
    for (const stack of rehearsal.stacks.value) await applyStack(rehearsal, stack, note);
    rehearsal.applied.set(true);
    return {
      details: rehearsal.stacks.value.map((stack) => `${stack.name} in ${secondsOf(rehearsal, stack)} s`),
    };
  },
};

/** Under its role, and with what is released before the next one. */
export async function applyStack(
  rehearsal: Rehearsal,
  stack: SynthesizedStack,
  note: (text: string) => void,
): Promise<void> {
  const { plan, terraform, emulator, toolbox } = rehearsal;
  const progress = (done: number) => note(`${stack.name}: ${done} resources`);
  const slow = slowResourceObserver(emulator.value, toolbox.say);
  await underRole(stack, applyRole(plan, stack), () => terraform.value.apply(stack, progress, slow));
  await releaseAfter(rehearsal, stack);
}

function secondsOf({ clock }: Rehearsal, stack: SynthesizedStack): string {
  const interval = clock.intervals.find((entry) => entry.stack === stack.name && entry.command === "apply");
  return interval === undefined ? "0" : (interval.endSeconds - interval.startSeconds).toFixed(1);
}
