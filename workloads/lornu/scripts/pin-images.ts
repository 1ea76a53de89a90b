import { UserError } from "../../../running/user-error";
import { baseImagesFile } from "./images/base-images";
import { pinBaseImages } from "./images/pin";

/** Fills the digests of the Dockerfile's bases, where their registries answer. */
async function main(): Promise<void> {
  try {
    for (const line of await pinBaseImages(baseImagesFile)) console.log(line);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

void main();
