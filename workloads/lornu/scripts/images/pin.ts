import { renameSync, writeFileSync } from "node:fs";
import { UserError } from "../../../../running/user-error";
import { type BaseImages, readBaseImages } from "./base-images";
import { parseImageName } from "./image-name";
import { currentDigest } from "./registry";

/**
 * Writes the digest of every base as its registry has it now, or changes nothing.
 * @returns what changed, one line an image
 */
export async function pinBaseImages(file: string): Promise<readonly string[]> {
  const before = readBaseImages(file);
  const after = await withCurrentDigests(before, file);
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, formatted(after));
  renameSync(unfinished, file);
  return Object.entries(after).map(([argument, { reference, digest }]) => {
    const former = before[argument]?.digest;
    return `${argument} ${reference} ${former === digest ? "still has" : "now has"} ${digest}`;
  });
}

async function withCurrentDigests(images: BaseImages, file: string): Promise<BaseImages> {
  const asked = Object.entries(images).map(async ([argument, { reference }]) => {
    const digest = await currentDigest(parseImageName(reference));
    return [argument, { reference, digest }] as const;
  });
  const answers = await Promise.allSettled(asked);
  const failures = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
  if (failures.length > 0) {
    const reasons = failures.map((reason) => `  ${reason instanceof Error ? reason.message : String(reason)}`);
    throw new UserError(
      [`${file} is unchanged; run this where the image registries can be reached:`, ...reasons].join("\n"),
    );
  }
  return Object.fromEntries(answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : [])));
}

/** One line an image, so that a new digest is a difference of one line. */
function formatted(images: BaseImages): string {
  const lines = Object.entries(images).map(
    ([argument, { reference, digest }]) =>
      `  "${argument}": { "reference": ${JSON.stringify(reference)}, "digest": ${JSON.stringify(digest)} }`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}
