import { oldestProviderVersion } from "../../model/provider-features";
import { providerFolder } from "../../running/tools/provider";
import { linkProvider } from "../../running/tools/provider-mirror";
import type { RehearsalStep } from "../context";

/** Init and validate of all stacks, side by side. */
export const validate: RehearsalStep = {
  title: "terraform init and validate",
  run: async ({ stacks, terraform, toolbox }) => {
    const tool = terraform.value;
    const provider = await providerFolder(toolbox, oldestProviderVersion, tool);
    await Promise.all(
      stacks.value.map(async (stack) => {
        linkProvider(stack.folder, oldestProviderVersion, provider);
        await tool.init(stack);
        await tool.validate(stack);
      }),
    );
    return {};
  },
};
