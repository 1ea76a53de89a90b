/** What is sent of a file, or instead of one. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The page's files by path, such as `/chat.js`. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Asks the backend, whose answer is the visitor's. */
export type Backend = (method: string, path: string, request: BackendRequest) => Promise<BackendAnswer>;

export interface BackendRequest {
  readonly authorization: string | undefined;
  readonly body: string;
}

interface BackendAnswer {
  readonly status: number;
  readonly body: string;
}

/** Where the load balancer asks for health; no file of the page is named so. */
const healthPath = "/health";

const types: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

const plain = { "content-type": "text/plain; charset=utf-8" };
const json = { "content-type": "application/json" };

/** In every answer. */
const security = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
};

/** What of the backend a page may ask for by way of this server. */
const handedOn: ReadonlySet<string> = new Set([
  "POST /api/sessions",
  "POST /api/notes",
  "POST /api/chat",
  "GET /api/history",
]);

export async function answerTo(
  { method, path, ...request }: BackendRequest & { readonly method: string; readonly path: string },
  files: Files,
  backend: Backend,
): Promise<Answer> {
  const { headers, ...answer } = handedOn.has(`${method} ${path}`)
    ? await ofBackend(() => backend(method, path, request))
    : ofPage(method, path, files);
  return { ...answer, headers: { ...security, ...headers } };
}

async function ofBackend(ask: () => Promise<BackendAnswer>): Promise<Answer> {
  try {
    return { ...(await ask()), headers: json };
  } catch {
    return { status: 502, headers: json, body: '{"error":"the backend does not answer; try again later"}' };
  }
}

function ofPage(method: string, path: string, files: Files): Answer {
  if (method !== "GET" && method !== "HEAD") return { status: 405, headers: plain, body: "only GET and HEAD\n" };
  if (path === healthPath) return { status: 200, headers: plain, body: "ok\n" };
  const name = path === "/" ? "/index.html" : path;
  const file = files.get(name);
  if (file === undefined) return { status: 404, headers: plain, body: "there is nothing here\n" };
  const type = types[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  return { status: 200, headers: { "content-type": type }, body: file };
}
