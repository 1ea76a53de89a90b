import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformStack, Testing } from "cdktf";
import { RootConstruct } from "constructs";
import { Template } from "./template";

/**
 * What a construct makes, alone in a stack with a provider and a fixed backend.
 * Aspects and validations run; nothing is written, so a test leaves no files behind.
 */
export function synthesize(build: (scope: TerraformStack) => void): Template {
  const stack = new TerraformStack(new RootConstruct(), "test");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  new LocalBackend(stack, { path: "terraform.tfstate" });
  build(stack);
  return templateOf(stack);
}

/** The same for a whole stack, which brings its provider and backend along. */
export function templateOf(stack: TerraformStack): Template {
  return new Template(Testing.synth(stack, true));
}
