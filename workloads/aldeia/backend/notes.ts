import { createHash } from "node:crypto";
import { embeddingOf } from "./embedding.ts";

/** What visitors told the program, found by what it is about. */
export interface Notes {
  readonly add: (visitor: string, text: string) => Promise<void>;
  /** The nearest first. */
  readonly nearest: (visitor: string, text: string, count: number) => Promise<readonly string[]>;
}

/** Chroma does not answer, or not as it should. */
class NotesUnavailable extends Error {}

const database = "/api/v2/tenants/default_tenant/databases/default_database";
const timeoutMilliseconds = 10_000;

/** Notes in Chroma, in one collection whose entries say whose they are. */
export function chromaNotes(address: string, token: string): Notes {
  const ask = async (path: string, body: object): Promise<object> => {
    const request = {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    };
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    try {
      const answer = await fetch(`${address}${database}${path}`, { ...request, body: JSON.stringify(body), signal });
      if (!answer.ok) throw new NotesUnavailable(`Chroma answers ${answer.status}`);
      const content: unknown = await answer.json();
      return typeof content === "object" && content !== null ? content : {};
    } catch (error) {
      throw error instanceof NotesUnavailable ? error : new NotesUnavailable("Chroma does not answer");
    }
  };
  // Made where it is missing: asked for each time, so that a database that was emptied is none that fails.
  const collection = async (): Promise<string> => {
    const found = await ask("/collections", { name: "notes", get_or_create: true });
    if (!("id" in found) || typeof found.id !== "string") throw new NotesUnavailable("Chroma names no collection");
    return `/collections/${found.id}`;
  };
  return {
    async add(visitor, text) {
      const id = createHash("sha256").update(`${visitor}\n${text}`).digest("hex");
      const entry = { ids: [id], embeddings: [embeddingOf(text)], documents: [text], metadatas: [{ visitor }] };
      await ask(`${await collection()}/upsert`, entry);
    },
    async nearest(visitor, text, count) {
      const query = {
        query_embeddings: [embeddingOf(text)],
        n_results: count,
        where: { visitor },
        include: ["documents"],
      };
      const found = await ask(`${await collection()}/query`, query);
      const lists: unknown = "documents" in found ? found.documents : undefined;
      const [documents] = Array.isArray(lists) ? lists : [];
      return Array.isArray(documents) ? documents.filter((each) => typeof each === "string") : [];
    },
  };
}
