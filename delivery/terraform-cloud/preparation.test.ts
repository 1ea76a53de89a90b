import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { list } from "tar";
import { expect, test } from "vitest";
import { environmentNamed } from "../../config/environment-named";
import { aToolbox, temporaryFolder } from "../../running/tools/testing/temporary-toolbox";
import { accountYaml, configurationFolder, environmentYaml } from "../../test/helpers/configuration-folder";
import { prepareRuns } from "./preparation";
import type { RunVerb } from "./run-message";

/** What is uploaded for the runtime's run. */
async function uploadedBy(verb: RunVerb) {
  const projectRoot = configurationFolder({
    "config/accounts/shop.yaml": accountYaml,
    "config/environments/staging.yaml": environmentYaml,
  });
  const environment = { PATH: process.env.PATH, TF_TOKEN_app_terraform_io: "a-token", HOME: "/nowhere" };
  const toolbox = aToolbox({ projectRoot, environment });
  const { requests } = await prepareRuns(
    verb,
    { environment: environmentNamed(projectRoot, "staging"), stacks: ["staging"] },
    toolbox,
  );
  const [request] = requests;
  const file = join(temporaryFolder(), "configuration.tar.gz");
  writeFileSync(file, request?.configuration ?? "");
  const files: string[] = [];
  await list({ file, onReadEntry: ({ path }) => files.push(path) });
  return { files, planOnly: request?.planOnly, triesGate: request?.triesGate, message: request?.message };
}

test.each([
  ["plan", ["cdk.tf.json"], true, false],
  ["run", ["cdk.tf.json"], false, false],
  // Without a change a run never gets to the gate.
  ["gate", ["cdk.tf.json", "gate_probe.tf.json"], false, true],
] as const)("what is uploaded by %s", async (verb, files, planOnly, triesGate) => {
  expect(await uploadedBy(verb)).toEqual({ files, planOnly, triesGate, message: `slipway ${verb} staging` });
});
