import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildApp } from "../app";
import type { StackJson } from "../checks/scanners/scanner";
import type { Environment } from "../config/schema/environment";
import { stackNames } from "../model/stack-names";

/** The three stacks of an environment, in a folder of the caller. */
export function synthesizeForCloud(environment: Environment, outdir: string): readonly StackJson[] {
  const configuration = { accounts: [environment.account], environments: [environment] };
  buildApp(configuration, { outdir, target: { kind: "cloud" } }).synth();
  return stackNames(environment).map((name) => ({
    name,
    text: readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"),
  }));
}
