import type { Layer } from "../../../../../test/helpers/image/image-store";

const mebibyte = 2 ** 20;

/** Of the layers above the base; a registry holds and a task fetches about a third of it. */
const ownMebibytesLimit = 220;
/** Times as long as the same container takes to do nothing: the same on a fast and on a slow machine. */
const coldStartRatioLimit = 20;

/** @returns what is wrong with the size, one line a fault */
export function sizeFaults(layers: readonly Layer[]): readonly string[] {
  const mebibytes = layers.reduce((sum, { bytes }) => sum + bytes, 0) / mebibyte;
  if (mebibytes <= ownMebibytesLimit) return [];
  return [`${mebibytes.toFixed(0)} MiB above the base; at most ${ownMebibytesLimit} are meant`];
}

export interface ColdStart {
  readonly startMilliseconds: number;
  /** The same container with `python -c pass`. */
  readonly bareMilliseconds: number;
}

/** @returns what is wrong with the time to the first answer, one line a fault */
export function coldStartFaults({ startMilliseconds, bareMilliseconds }: ColdStart): readonly string[] {
  const ratio = startMilliseconds / bareMilliseconds;
  if (ratio <= coldStartRatioLimit) return [];
  return [`healthy after ${ratio.toFixed(1)} times a bare start; at most ${coldStartRatioLimit} are meant`];
}

/** Largest first, without the steps that changed no file. */
export function layerLines(layers: readonly Layer[]): readonly string[] {
  return layers
    .filter(({ bytes }) => bytes > 0)
    .sort((left, right) => right.bytes - left.bytes)
    .map(({ bytes, createdBy }) => `${(bytes / mebibyte).toFixed(2).padStart(8)} MiB  ${shortened(createdBy)}`);
}

function shortened(createdBy: string): string {
  return createdBy
    .replace(/^\/bin\/sh -c (#\(nop\) )?/, "")
    .replace(/ (dir|file):[0-9a-f]+ in/, "")
    .trim()
    .slice(0, 70);
}
