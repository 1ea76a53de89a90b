import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BlockTables, hasUnknownTypes } from "../checks/hcl/blocks";
import { blocksInSchemas } from "../checks/hcl/provider-schema";
import type { StackJson } from "../checks/scanners/scanner";
import { type JsonObject, objectOf, parseJson } from "../model/json";
import { oldestProviderVersion } from "../model/provider-features";
import { temporaryFolder } from "../running/run-folder";
import { type Stack, Terraform } from "../running/terraform";
import { terraformEnvironment } from "../running/terraform-environment";
import { providerFolder } from "../running/tools/provider";
import { linkProvider } from "../running/tools/provider-mirror";
import { findTerraform } from "../running/tools/terraform";
import type { Toolbox } from "../running/tools/toolbox";
import { UserError } from "../running/user-error";

/**
 * The stacks with what their providers say of nested blocks, where a type is in them that no construct makes: scanners
 * would not see into it. Asks Terraform only then, as it takes seconds.
 *
 * @throws Unavailable or UserError where Terraform or a provider cannot be had
 */
export async function withLearnedBlocks(stacks: readonly StackJson[], toolbox: Toolbox): Promise<readonly StackJson[]> {
  const unknown = stacks.map(({ text }) => objectOf(parseJson(text))).filter(hasUnknownTypes);
  if (unknown.length === 0) return stacks;
  toolbox.say("asking the providers for types that no construct of Slipway makes");
  const learned = await learn(Object.assign({}, ...unknown.map(requiredProviders)), toolbox);
  return stacks.map((stack) => ({ ...stack, learned }));
}

async function learn(providers: JsonObject, toolbox: Toolbox): Promise<BlockTables> {
  const root = temporaryFolder(toolbox.shutdown);
  const cliConfigFile = join(root, "terraform.rc");
  writeFileSync(cliConfigFile, "");
  const terraform = new Terraform({
    program: await findTerraform(toolbox),
    environment: terraformEnvironment(toolbox.environment, cliConfigFile),
    children: toolbox.shutdown.children,
    logFolder: join(root, "logs"),
    clock: { measure: (_, work) => work() },
  });
  const stack = await initialized(terraform, providers, { root, toolbox });
  const learned = blocksInSchemas(await terraform.providerSchemas(stack));
  toolbox.shutdown.remove(root);
  return learned;
}

/** With the versions that will deploy, or where they cannot be had, with the AWS provider that rehearses. */
async function initialized(
  terraform: Terraform,
  providers: JsonObject,
  { root, toolbox }: { readonly root: string; readonly toolbox: Toolbox },
): Promise<Stack> {
  const asked = stackOf(join(root, "asked"), providers);
  try {
    await terraform.init(asked);
    return asked;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const aws = { source: "hashicorp/aws", version: oldestProviderVersion };
    const own = stackOf(join(root, "own"), { ...providers, aws });
    linkProvider(own.folder, oldestProviderVersion, await providerFolder(toolbox, oldestProviderVersion, terraform));
    await terraform.init(own);
    return own;
  }
}

function stackOf(folder: string, providers: JsonObject): Stack {
  mkdirSync(folder);
  writeFileSync(join(folder, "versions.tf.json"), JSON.stringify({ terraform: { required_providers: providers } }));
  return { name: "providers", folder, planFile: join(folder, "plan") };
}

function requiredProviders(stack: JsonObject): JsonObject {
  return objectOf(objectOf(stack.terraform).required_providers);
}
