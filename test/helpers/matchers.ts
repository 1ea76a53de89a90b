import { existsSync } from "node:fs";
import path from "node:path";
import { Testing, testingMatchers } from "cdktf";
import { expect } from "vitest";
import { prepareLocalTarget } from "../../running/tools/provider-mirror";

type Properties = Readonly<Record<string, unknown>>;

/** A class of `@cdktf/provider-aws`. */
interface TerraformType {
  readonly tfResourceType: string;
}

/**
 * What cdktf declares for Jest alone. `expect` takes the JSON of one stack; properties are in snake_case, and a nested
 * object must match exactly unless it is wrapped in `expect.objectContaining`. They pass where any resource matches:
 * counts and absences are for `Template`.
 */
interface CdktfMatchers {
  toHaveResource(type: TerraformType): void;
  toHaveResourceWithProperties(type: TerraformType, properties: Properties): void;
  toHaveDataSource(type: TerraformType): void;
  toHaveDataSourceWithProperties(type: TerraformType, properties: Properties): void;
  toHaveProvider(type: TerraformType): void;
  toHaveProviderWithProperties(type: TerraformType, properties: Properties): void;
  /** Takes the folder of `Testing.fullSynth`; runs `terraform init` and `terraform validate`. */
  toBeValidTerraform(): void;
  /** Takes the folder of `Testing.fullSynth`; runs `terraform init` and `terraform plan`. */
  toPlanSuccessfully(): void;
}

declare module "vitest" {
  interface Matchers extends CdktfMatchers {}
}

Object.assign(globalThis, { expect });
Testing.setupJest();
expect.extend({
  toBeValidTerraform: (folder: string) => withProviderOnDisk(folder, testingMatchers.toBeValidTerraform),
  toPlanSuccessfully: (folder: string) => withProviderOnDisk(folder, testingMatchers.toPlanSuccessfully),
});

/** Terraform asks its registry only for a provider that this machine has not, or that is not pinned exactly. */
function withProviderOnDisk(folder: string, matcher: (folder: string) => testingMatchers.AssertionReturn) {
  if (existsSync(path.join(folder, "stacks"))) prepareLocalTarget(folder, process.env);
  return testingMatchers.returnMatcherToJest(matcher(folder));
}
