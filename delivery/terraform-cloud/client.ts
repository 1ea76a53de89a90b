import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { UserError } from "../../running/user-error";
import { wayToToken } from "./credentials";

export interface TerraformCloudAccess {
  /** Such as app.terraform.io, with a port where it has one. */
  readonly hostname: string;
  readonly token: string;
  /** A test's own, which trusts its certificate. */
  readonly fetch?: typeof fetch;
  /** Before a question is asked again that the network or the server has lost. */
  readonly retryMilliseconds?: readonly number[];
}

/** A refusal by the server, already in words. */
export class TerraformCloudError extends UserError {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** The JSON:API of Terraform Cloud; paths are below /api/v2, and each answer is held against a schema. */
export interface TerraformCloudClient {
  readonly hostname: string;
  readonly get: <Schema extends z.ZodType>(path: string, schema: Schema) => Promise<z.output<Schema>>;
  /** @returns nothing where the server answers 404: not there, or not for this token */
  readonly find: <Schema extends z.ZodType>(path: string, schema: Schema) => Promise<z.output<Schema> | undefined>;
  readonly post: <Schema extends z.ZodType>(path: string, body: object, schema: Schema) => Promise<z.output<Schema>>;
  readonly patch: <Schema extends z.ZodType>(path: string, body: object, schema: Schema) => Promise<z.output<Schema>>;
  readonly delete: (path: string) => Promise<void>;
  /** To an address that the server has named. */
  readonly upload: (url: string, content: Uint8Array) => Promise<void>;
  /** From an address that the server has named. */
  readonly download: (url: string) => Promise<string>;
}

/** What an action answers: nothing that is of use. */
export const nothing = z.unknown();

export function terraformCloudClient(access: TerraformCloudAccess): TerraformCloudClient {
  const { hostname } = access;
  const get: TerraformCloudClient["get"] = async (path, schema) =>
    checked(await askAgain(access, { method: "GET", path }), schema, access, path);
  const change = async <Schema extends z.ZodType>(method: string, path: string, body: object, schema: Schema) =>
    checked(await ask(access, { method, path, body: JSON.stringify(body) }), schema, access, path);
  return {
    hostname,
    get,
    find: async (path, schema) => {
      try {
        return await get(path, schema);
      } catch (error) {
        if (error instanceof TerraformCloudError && error.status === 404) return undefined;
        throw error;
      }
    },
    post: (path, body, schema) => change("POST", path, body, schema),
    patch: (path, body, schema) => change("PATCH", path, body, schema),
    delete: async (path) => void (await ask(access, { method: "DELETE", path })),
    upload: (url, content) => upload(access, url, content),
    download: (url) => download(access, url),
  };
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const waitsMilliseconds = [500, 1000, 2000, 4000] as const;
const timeoutMilliseconds = 30_000;
const uploadMilliseconds = 300_000;

/** Only for questions that change nothing. */
async function askAgain(access: TerraformCloudAccess, question: Question): Promise<Answer> {
  for (const milliseconds of access.retryMilliseconds ?? waitsMilliseconds) {
    try {
      return await ask(access, question);
    } catch (error) {
      if (!(error instanceof TerraformCloudError) || !isPassing(error.status)) throw error;
      await sleep(milliseconds);
    }
  }
  return ask(access, question);
}

function isPassing(status: number): boolean {
  return status === noAnswer || status === 429 || status >= 500;
}

/** Where the network gave none. */
const noAnswer = 0;

async function ask(access: TerraformCloudAccess, { method, path, body }: Question): Promise<Answer> {
  const { hostname, token } = access;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/vnd.api+json" };
  const init = { method, headers, body, signal: AbortSignal.timeout(timeoutMilliseconds) };
  const answer = await fetched(access, `https://${hostname}/api/v2${path}`, init);
  if (answer.status >= 400) throw refusal(hostname, `${method} ${path}`, answer);
  return answer;
}

async function upload(access: TerraformCloudAccess, url: string, content: Uint8Array): Promise<void> {
  const headers = { "content-type": "application/octet-stream" };
  const body = new Uint8Array(content);
  const answer = await fetched(access, url, {
    method: "PUT",
    headers,
    body,
    signal: AbortSignal.timeout(uploadMilliseconds),
  });
  if (answer.status >= 400) throw refusal(access.hostname, "the upload of the configuration", answer);
}

async function download(access: TerraformCloudAccess, url: string): Promise<string> {
  const answer = await fetched(access, url, { signal: AbortSignal.timeout(timeoutMilliseconds) });
  if (answer.status >= 400) throw refusal(access.hostname, "the download of a log", answer);
  return answer.text;
}

async function fetched(access: TerraformCloudAccess, url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await (access.fetch ?? fetch)(url, init);
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new TerraformCloudError(`${access.hostname} cannot be reached: ${networkReason(error)}`, noAnswer);
  }
}

/** Node hides what happened in the cause of `fetch failed`. */
function networkReason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(error);
  const code = "code" in cause ? String(cause.code) : cause.name;
  if (/CERT|SIGNATURE/.test(code)) {
    return `its certificate is not trusted (${code}); name the file of its authority in NODE_EXTRA_CA_CERTS`;
  }
  if (code === "TimeoutError") return "it does not answer in time; try again later";
  return `${code}; look at the network, and at terraformCloud.hostname in the account's file`;
}

function refusal(hostname: string, what: string, { status, text }: Answer): TerraformCloudError {
  return new TerraformCloudError(refusalText(hostname, what, status, reasonIn(text)), status);
}

function refusalText(hostname: string, what: string, status: number, reason: string): string {
  switch (status) {
    case 401:
      return `${hostname} does not know the token (401): it is mistyped, expired, revoked or of another host; ${wayToToken(hostname)}`;
    case 403:
      return `${hostname} does not allow this token ${what} (403): ${reason}; use a token of a team that may`;
    case 404:
      return `${hostname} answers ${what} with 404: it is not there, or the token is of an organization or team that may not see it`;
    case 429:
      return `${hostname} was asked too often (429); try again in a minute`;
    default:
      return `${hostname} ${status >= 500 ? "fails at" : "refuses"} ${what} (${status}): ${reason}`;
  }
}

const errorsSchema = z.object({
  errors: z.array(z.object({ title: z.string().optional(), detail: z.string().optional() })).min(1),
});

function reasonIn(text: string): string {
  try {
    const { errors } = errorsSchema.parse(JSON.parse(text));
    return errors.map(({ title, detail }) => detail ?? title ?? "without a reason").join("; ");
  } catch {
    return "without a reason";
  }
}

function checked<Schema extends z.ZodType>(
  { text }: Answer,
  schema: Schema,
  { hostname }: TerraformCloudAccess,
  path: string,
): z.output<Schema> {
  const result = schema.safeParse(parsed(text, hostname, path));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join(".") ?? "";
  throw new UserError(
    `${hostname} answers ${path} unlike Terraform Cloud: ${place} ${issue?.message ?? ""}; is terraformCloud.hostname right?`,
  );
}

function parsed(text: string, hostname: string, path: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(
      `${hostname} answers ${path} with something that is not JSON; is terraformCloud.hostname in the account's file right?`,
    );
  }
}
