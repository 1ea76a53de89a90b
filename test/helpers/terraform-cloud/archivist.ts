import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Database } from "./database";
import { notFound } from "./json-api";

/** Where what is large is fetched from and sent to: the address itself is the right to do so. */
export class Archivist {
  constructor(private readonly database: Database) {}

  /** A log is fetched in pieces while it is written. */
  read(name: string, query: URLSearchParams): Buffer {
    const file = this.database.object(name);
    if (!objectName.test(name) || !existsSync(file)) throw notFound();
    const offset = Number(query.get("offset") ?? 0);
    const limit = Number(query.get("limit") ?? Number.POSITIVE_INFINITY);
    return readFileSync(file).subarray(offset, offset + limit);
  }

  upload(name: string, content: Buffer): void {
    const versionId = /^(cv-[0-9a-f]+)\.tar\.gz$/.exec(name)?.[1];
    const version = this.database.tables.configurationVersions.find((candidate) => candidate.id === versionId);
    if (version?.status !== "pending") throw notFound();
    writeFileSync(this.database.object(name), content);
    const workspace = this.database.tables.workspaces.find(({ id }) => id === version.workspaceId);
    version.status = workspace?.runs?.configuration ?? "uploaded";
  }
}

const objectName = /^[a-z]+-[a-z0-9-]+\.(log|tfstate|tar\.gz)$/;
