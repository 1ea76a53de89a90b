import { randomUUID } from "node:crypto";
import type { History } from "./history.ts";
import type { Notes } from "./notes.ts";
import { subjectOf, tokenFor } from "./tokens.ts";

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly content: object;
}

export interface Surroundings {
  readonly notes: Notes;
  readonly history: History;
  readonly jwtSecret: string;
  readonly nowSeconds: () => number;
}

const sessionSeconds = 60 * 60;
const longestText = 2000;
const found = 3;
const shown = 20;

type Route = (visitor: string, text: string, surroundings: Surroundings) => Promise<Answer>;

/** What a visitor with a session may ask for. */
const routes: Readonly<Record<string, { readonly takesText: boolean; readonly answer: Route }>> = {
  "POST /api/notes": {
    takesText: true,
    async answer(visitor, text, { notes }) {
      await notes.add(visitor, text);
      return { status: 201, content: { kept: text } };
    },
  },
  "POST /api/chat": {
    takesText: true,
    async answer(visitor, question, { notes, history }) {
      const sources = await notes.nearest(visitor, question, found);
      const answer = sources[0] ?? "You have told me nothing about that yet.";
      await history.add(visitor, { question, answer });
      return { status: 200, content: { answer, sources } };
    },
  },
  "GET /api/history": {
    takesText: false,
    async answer(visitor, _, { history }) {
      return { status: 200, content: { exchanges: await history.latest(visitor, shown) } };
    },
  },
};

export async function answerTo(request: Request, surroundings: Surroundings): Promise<Answer> {
  const name = `${request.method} ${request.path}`;
  // Neither database is asked: a task that is replaced mends neither.
  if (name === "GET /api/health") return { status: 200, content: { status: "ok" } };
  if (name === "POST /api/sessions") return session(surroundings);
  const route = routes[name];
  if (route === undefined) return refused(404, "there is nothing here");
  const visitor = visitorOf(request, surroundings);
  if (visitor === undefined) return refused(401, "a session's token is needed; POST /api/sessions gives one");
  const text = route.takesText ? textIn(request.body) : "";
  if (text === undefined) return refused(400, `send JSON with a text of 1 to ${longestText} characters`);
  return route.answer(visitor, text, surroundings);
}

export function refused(status: number, error: string): Answer {
  return { status, content: { error } };
}

function session({ jwtSecret, nowSeconds }: Surroundings): Answer {
  const token = tokenFor(randomUUID(), nowSeconds() + sessionSeconds, jwtSecret);
  return { status: 201, content: { token, expiresInSeconds: sessionSeconds } };
}

function visitorOf({ authorization }: Request, { jwtSecret, nowSeconds }: Surroundings): string | undefined {
  const [, token] = /^Bearer ([\w.-]+)$/.exec(authorization ?? "") ?? [];
  return token === undefined ? undefined : subjectOf(token, nowSeconds(), jwtSecret);
}

function textIn(body: string): string | undefined {
  try {
    const content: unknown = JSON.parse(body);
    const text = typeof content === "object" && content !== null && "text" in content ? content.text : undefined;
    return typeof text === "string" && text !== "" && text.length <= longestText ? text : undefined;
  } catch {
    return undefined;
  }
}
