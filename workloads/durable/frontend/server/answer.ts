/** What is sent of a file, or instead of one. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The built page by path, such as `/assets/index-1a2b3c4d.js`. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Where the load balancer asks for health; no file of the page is named so. */
const healthPath = "/health";

const types: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
};

const plain = { "content-type": "text/plain; charset=utf-8" };

/** In every answer; a page that needs more names it here. */
const security = {
  "content-security-policy":
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
};

export function answerTo(method: string, path: string, files: Files): Answer {
  const { headers, ...answer } = contentOf(method, path, files);
  return { ...answer, headers: { ...security, ...headers } };
}

function contentOf(method: string, path: string, files: Files): Answer {
  if (method !== "GET" && method !== "HEAD") return refused(405, "only GET and HEAD", { allow: "GET, HEAD" });
  if (path === healthPath) return { status: 200, headers: { ...plain, "cache-control": "no-store" }, body: "ok\n" };
  const file = files.get(path);
  if (file !== undefined && path !== "/index.html") {
    // Vite puts a hash of the content into the name.
    const cached = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    return found(file, path, cached);
  }
  const page = files.get("/index.html");
  // A file that is not there must not look like one; everything else is an address of the page.
  if (page === undefined || /\.\w+$/.test(path.replace(/^\/index\.html$/, "/")) || isOfApi(path)) {
    return refused(404, "there is nothing here");
  }
  return found(page, "/index.html", "no-cache");
}

/** The load balancer sends these to the backend: one that comes here is a mistake, and no page. */
function isOfApi(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}

function found(body: Uint8Array, path: string, cached: string): Answer {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const type = types[extension] ?? "application/octet-stream";
  return { status: 200, headers: { "content-type": type, "cache-control": cached }, body };
}

function refused(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...plain, "cache-control": "no-store", ...headers }, body: `${text}\n` };
}
