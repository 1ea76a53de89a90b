import { readdirSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { create } from "tar";

/** What is uploaded: the folder of a stack that was synthesized for this, so nothing but the JSON and its lock file. */
export async function configurationArchive(stackFolder: string): Promise<Uint8Array> {
  // Without dates and owners: the same stack gives the same bytes.
  const options = { cwd: stackFolder, gzip: true, portable: true, mtime: new Date(0) };
  return buffer(create(options, readdirSync(stackFolder).sort()));
}
