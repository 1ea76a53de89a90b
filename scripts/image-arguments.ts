import { baseImagesFile, buildArguments, readBaseImages } from "./images/base-images";

/** `podman build $(npm run --silent images:arguments) .` builds on exactly the bases that are pinned. */
console.log(buildArguments(readBaseImages(baseImagesFile)).join("\n"));
