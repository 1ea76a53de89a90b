import { loadConfiguration } from "../../../config/load";
import { githubClient } from "../../../delivery/github/client";
import { repositoryOf } from "../../../delivery/github/repository";
import { UserError } from "../../../running/user-error";
import { baseImagesFile } from "./images/base-images";
import { proposeBaseImages } from "./images/propose";

/** Opens a pull request with the digests that `npm run images:pin` has written. */
async function main(): Promise<void> {
  try {
    const repository = repositoryOf(process.env, loadConfiguration(process.cwd()).accounts);
    console.log(await proposeBaseImages(githubClient(process.env), repository, baseImagesFile));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

void main();
