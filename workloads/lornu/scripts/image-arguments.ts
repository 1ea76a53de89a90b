import { appendFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { UserError } from "../../../running/user-error";
import { baseImagesFile, buildArguments, buildArgumentsOutput, readBaseImages } from "./images/base-images";

/**
 * `podman build $(npm run --silent images:arguments) .` builds on exactly the bases that are pinned; `--github-output FILE`
 * hands them to a later step of a workflow instead, and only where each has a digest.
 */
function main(): void {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { "github-output": { type: "string" } } });
  const images = readBaseImages(baseImagesFile);
  const output = values["github-output"];
  try {
    if (output === undefined) console.log(buildArguments(images).join("\n"));
    else appendFileSync(output, buildArgumentsOutput(images));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

main();
