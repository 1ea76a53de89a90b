import { accountStackName } from "../../model/stack-names";
import { emulatorClient } from "../aws-client";
import type { RehearsalStep } from "../context";
import { applyRole, underRole } from "../delivery-roles";
import { removeImage } from "../seed";

/** In reverse order. */
export const destroyStacks: RehearsalStep = {
  title: "terraform destroy",
  run: async ({ environment, plan, stacks, terraform, emulator, applied, images, destroyed }, note) => {
    const tool = terraform.value;
    if (!applied.value) return {};
    const settings = emulatorClient(emulator.value, environment.account.region);
    for (const stack of [...stacks.value].reverse()) {
      if (stack.name === accountStackName(environment.account.name)) {
        await Promise.all(images.value.map((image) => removeImage(settings, image)));
      }
      const progress = (done: number) => note(`${stack.name}: ${done} resources`);
      await underRole(stack, applyRole(plan, stack), () => tool.destroy(stack, progress));
    }
    destroyed.set(true);
    return {};
  },
};
