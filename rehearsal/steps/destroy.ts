import { accountStackName } from "../../model/stack-names";
import { emulatorClient } from "../aws-client";
import type { RehearsalStep } from "../context";
import { removeImage } from "../seed";

/** In reverse order. */
export const destroyStacks: RehearsalStep = {
  title: "terraform destroy",
  run: async ({ environment, stacks, terraform, emulator, applied, images, destroyed }, note) => {
    const tool = terraform.value;
    if (!applied.value) return {};
    const settings = emulatorClient(emulator.value, environment.account.region);
    for (const stack of [...stacks.value].reverse()) {
      if (stack.name === accountStackName(environment.account.name)) {
        await Promise.all(images.value.map((image) => removeImage(settings, image)));
      }
      await tool.destroy(stack, (done) => note(`${stack.name}: ${done} resources`));
    }
    destroyed.set(true);
    return {};
  },
};
