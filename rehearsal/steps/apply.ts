import { accountStackName, baseStackName } from "../../model/stack-names";
import { emulatorClient } from "../aws-client";
import type { Rehearsal, RehearsalStep, SynthesizedStack } from "../context";
import { applyRole, settingsOf, underRole } from "../delivery-roles";
import { prerequisitesOf } from "../prerequisites";
import { releaseImage, seedImage } from "../seed";
import { slowResourceObserver } from "../slow-resources";

/** In the order account, base, runtime; an image is pushed and released between them, as the delivery pipeline does. */
export const applyStacks: RehearsalStep = {
  title: "terraform apply",
  run: async (rehearsal, note) => {
    const { environment, plan, stacks, terraform, emulator, applied, images, toolbox } = rehearsal;
    const { arns, github } = plan.account;
    const tool = terraform.value;
    const settings = emulatorClient(emulator.value, environment.account.region);
    const wanted = prerequisitesOf(rehearsal.plan).filter((prerequisite) => prerequisite.kind === "image");
    const slow = slowResourceObserver(emulator.value, toolbox.say);
    for (const stack of stacks.value) {
      const progress = (done: number) => note(`${stack.name}: ${done} resources`);
      await underRole(stack, applyRole(plan, stack), () => tool.apply(stack, progress, slow));
      if (stack.name === accountStackName(environment.account.name)) {
        const pushing = await settingsOf(settings, github === undefined ? undefined : arns.imagePushRole);
        images.set(await Promise.all(wanted.map((image) => seedImage(pushing, image))));
      }
      if (stack.name === baseStackName(environment.name)) {
        const releasing = await settingsOf(
          settings,
          github === undefined ? undefined : arns.releaseRole(environment.name),
        );
        await Promise.all(images.value.map((image) => releaseImage(releasing, image)));
      }
    }
    applied.set(true);
    return { details: stacks.value.map((stack) => `${stack.name} in ${secondsOf(rehearsal, stack)} s`) };
  },
};

function secondsOf({ clock }: Rehearsal, stack: SynthesizedStack): string {
  const interval = clock.intervals.find((entry) => entry.stack === stack.name && entry.command === "apply");
  return interval === undefined ? "0" : (interval.endSeconds - interval.startSeconds).toFixed(1);
}
