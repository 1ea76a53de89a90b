import { createHash } from "node:crypto";

const dimensions = 128;

/**
 * Where a text lies among others, by its words alone: the same words give the same place on every machine, and no model has to be
 * fetched or paid for. A model's embeddings would find what is meant and not only what is said.
 */
export function embeddingOf(text: string): readonly number[] {
  const sums = new Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const hash = createHash("sha256").update(word).digest();
    const place = hash.readUInt32BE(0) % dimensions;
    sums[place] = (sums[place] ?? 0) + ((hash[4] ?? 0) % 2 === 0 ? 1 : -1);
  }
  const length = Math.hypot(...sums) || 1;
  return sums.map((sum) => sum / length);
}
