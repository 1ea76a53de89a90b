import { Fact } from "../../running/fact";
import type { Rehearsal, RehearsalStep, SynthesizedStack } from "../context";
import { applyStacks } from "../steps/apply";
import { validate } from "../steps/validate";

/** The rehearsal as it was before the change, on the same emulator and state. */
function asEarlier(rehearsal: Rehearsal): Rehearsal {
  const { environment, plan, stacks: made } = rehearsal.earlier.value;
  const stacks = new Fact<readonly SynthesizedStack[]>("the synthesized JSON of before");
  stacks.set(made);
  return { ...rehearsal, environment, plan, stacks, applied: new Fact<true>("what was there before") };
}

export const validateEarlier: RehearsalStep = {
  title: "terraform init and validate of what the change begins from",
  run: (rehearsal, note) => validate.run(asEarlier(rehearsal), note),
};

export const applyEarlier: RehearsalStep = {
  title: "terraform apply of what the change begins from",
  run: (rehearsal, note) => applyStacks.run(asEarlier(rehearsal), note),
};
