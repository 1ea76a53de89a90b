import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { create, Parser } from "tar";

/** What is uploaded: the folder of a stack that was synthesized for this, so nothing but the JSON and its lock file. */
export async function configurationArchive(stackFolder: string): Promise<Uint8Array> {
  // Without dates and owners: the same stack gives the same bytes.
  const options = { cwd: stackFolder, gzip: true, portable: true, mtime: new Date(0) };
  return buffer(create(options, readdirSync(stackFolder).sort()));
}

/**
 * SHA-256 of what an archive holds: names and contents of its files, in the order of their names, whoever packed it and how.
 *
 * @returns nothing where it holds what is neither file nor folder, or is no archive
 */
export function configurationDigest(archive: Uint8Array): Promise<string | undefined> {
  const files = new Map<string, string>();
  let isPlain = true;
  return new Promise((resolve) => {
    const parser = new Parser({ strict: true });
    parser.on("entry", (entry) => {
      const name = entry.path.replace(/^\.\//, "").replace(/\/$/, "");
      if (entry.type === "Directory") return void entry.resume();
      isPlain &&= (entry.type === "File" || entry.type === "OldFile") && !files.has(name);
      files.set(name, "");
      const hash = createHash("sha256");
      entry.on("data", (part: Uint8Array) => hash.update(part));
      entry.on("end", () => files.set(name, hash.digest("hex")));
    });
    parser.on("error", () => resolve(undefined));
    parser.on("end", () => resolve(isPlain && files.size > 0 ? digestOf(files) : undefined));
    parser.end(Buffer.from(archive));
  });
}

function digestOf(files: ReadonlyMap<string, string>): string {
  const list = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(list)).digest("hex");
}
