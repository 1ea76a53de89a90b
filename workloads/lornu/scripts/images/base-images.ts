import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../../../../running/user-error";
import { workloadFolder } from "../places";
import { parseImageName, pinnedName } from "./image-name";

/** The one place where the Dockerfile's bases and their digests are kept. */
export const baseImagesFile = `${workloadFolder}/docker/base-images.json`;

const baseImageSchema = z.strictObject({
  reference: z.string(),
  /** Null until a registry has been asked. */
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullable(),
});

/** By the name of the Dockerfile's argument. */
const baseImagesSchema = z.record(z.string().regex(/^[A-Z]+_IMAGE$/), baseImageSchema);

export type BaseImages = z.output<typeof baseImagesSchema>;

export function readBaseImages(file: string): BaseImages {
  return baseImagesSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** What `docker build`, `podman build` and `buildah bud` are called with, one argument a line. */
export function buildArguments(images: BaseImages): readonly string[] {
  return pinnedBases(images).map((argument) => `--build-arg=${argument}`);
}

/**
 * For `$GITHUB_OUTPUT`: the output `arguments`, as docker/build-push-action takes them. What is built there goes to an account.
 *
 * @throws UserError where a base has no digest: the build would take whatever its tag names that day
 */
export function buildArgumentsOutput(images: BaseImages): string {
  const unpinned = Object.values(images).flatMap(({ reference, digest }) => (digest === null ? [reference] : []));
  if (unpinned.length > 0) {
    throw new UserError(
      `no image is built for an account on bases without a digest: ${unpinned.join(", ")} in ${baseImagesFile}; ` +
        "run npm run images:pin where their registries can be reached, or the workflow bases.yml, and merge what it changes",
    );
  }
  return ["arguments<<END", ...pinnedBases(images), "END", ""].join("\n");
}

function pinnedBases(images: BaseImages): readonly string[] {
  return Object.entries(images).map(
    ([argument, { reference, digest }]) => `${argument}=${pinnedName(parseImageName(reference), digest)}`,
  );
}
