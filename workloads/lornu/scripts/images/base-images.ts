import { readFileSync } from "node:fs";
import { z } from "zod";
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

/** For `$GITHUB_OUTPUT`: the output `arguments`, as docker/build-push-action takes them. */
export function buildArgumentsOutput(images: BaseImages): string {
  return ["arguments<<END", ...pinnedBases(images), "END", ""].join("\n");
}

function pinnedBases(images: BaseImages): readonly string[] {
  return Object.entries(images).map(
    ([argument, { reference, digest }]) => `${argument}=${pinnedName(parseImageName(reference), digest)}`,
  );
}
