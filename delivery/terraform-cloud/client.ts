import { z } from "zod";
import { plainDocument, plainText } from "../../running/plain-text";
import { UserError } from "../../running/user-error";
import { type Get, listOf } from "./pages";
import { TerraformCloudError } from "./refusal";
import { type Answer, answerTo, type Question, sleepOf, type TerraformCloudAccess } from "./transport";

/** The JSON:API of Terraform Cloud; paths are below /api/v2, and each answer is held against a schema. */
export interface TerraformCloudClient {
  readonly hostname: string;
  /** Between two looks at what is under way. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  readonly get: Get;
  /** @returns nothing where the server answers 404: not there, or not for this token */
  readonly find: <Schema extends z.ZodType>(path: string, schema: Schema) => Promise<z.output<Schema> | undefined>;
  /** All pages of a list, or as many as hold the first `atMost` entries. */
  readonly list: <Item extends z.ZodType>(
    path: string,
    item: Item,
    atMost?: number,
  ) => Promise<readonly z.output<Item>[]>;
  /** @throws TerraformCloudError whose `isUncertain` says that it may have been done all the same */
  readonly post: <Schema extends z.ZodType>(path: string, body: object, schema: Schema) => Promise<z.output<Schema>>;
  readonly patch: <Schema extends z.ZodType>(path: string, body: object, schema: Schema) => Promise<z.output<Schema>>;
  readonly delete: (path: string) => Promise<void>;
  /** To an address that the server has named; the token stays here. */
  readonly upload: (url: string, content: Uint8Array) => Promise<void>;
  /** What is no JSON; where the server names another address for it, the token stays here. */
  readonly bytes: (path: string) => Promise<Uint8Array>;
  /** From an address that the server has named; the token stays here. */
  readonly download: (url: string) => Promise<string>;
}

/** What an action answers: nothing that is of use. */
export const nothing = z.unknown();

export function terraformCloudClient(access: TerraformCloudAccess): TerraformCloudClient {
  const { hostname } = access;
  const ask = async <Schema extends z.ZodType>(
    method: Question["method"],
    path: string,
    schema: Schema,
    body?: object,
  ): Promise<z.output<Schema>> => {
    const question = apiQuestion(access, method, path, body);
    return checked(question, await answerTo(access, question), schema, access);
  };
  const get: TerraformCloudClient["get"] = (path, schema) => ask("GET", path, schema);
  return {
    hostname,
    sleep: sleepOf(access),
    get,
    find: (path, schema) => ifThere(get(path, schema)),
    list: (path, item, atMost) => listOf({ hostname, get }, path, item, atMost),
    post: (path, body, schema) => ask("POST", path, schema, body),
    patch: (path, body, schema) => ask("PATCH", path, schema, body),
    delete: async (path) => void (await ask("DELETE", path, nothing)),
    bytes: async (path) => (await answerTo(access, apiQuestion(access, "GET", path, undefined))).content,
    upload: async (url, content) => {
      const question = foreignQuestion(access, "PUT", url, "the upload of the configuration");
      await answerTo(access, { ...question, body: new Uint8Array(content), timeoutMilliseconds: uploadMilliseconds });
    },
    download: async (url) =>
      plainText((await answerTo(access, foreignQuestion(access, "GET", url, "the download of a log"))).text),
  };
}

/** @returns nothing where the server answers 404: not there, or not for this token */
export async function ifThere<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof TerraformCloudError && error.status === 404) return undefined;
    throw error;
  }
}

const timeoutMilliseconds = 30_000;
const uploadMilliseconds = 300_000;

function apiQuestion(
  { hostname, token }: TerraformCloudAccess,
  method: Question["method"],
  path: string,
  body: object | undefined,
): Question {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/vnd.api+json" };
  const url = `https://${hostname}/api/v2${path}`;
  return { method, url, what: `${method} ${path}`, headers, body: JSON.stringify(body), timeoutMilliseconds };
}

/** The address itself is the right to read or to write there: documentation, API Overview, "Authentication". */
function foreignQuestion(
  { hostname }: TerraformCloudAccess,
  method: Question["method"],
  url: string,
  what: string,
): Question {
  const { protocol, host } = URL.canParse(url) ? new URL(url) : { protocol: "no address", host: "" };
  if (protocol !== "https:") {
    throw new UserError(
      `${hostname} names an address for ${what} that is not https (${protocol}//${host}): others could read along; ` +
        "whoever runs the server has to give its storage a certificate",
    );
  }
  return { method, url, what, headers: { "content-type": "application/octet-stream" }, timeoutMilliseconds };
}

function checked<Schema extends z.ZodType>(
  { method, what }: Question,
  answer: Answer,
  schema: Schema,
  { hostname }: TerraformCloudAccess,
): z.output<Schema> {
  const unlike = (how: string) => new TerraformCloudError(`${hostname} ${how}`, answer.status, method !== "GET");
  const result = schema.safeParse(plainDocument(parsed(what, answer, unlike)));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`;
  throw unlike(`answers ${what} unlike Terraform Cloud: ${place}; is terraformCloud.hostname right?`);
}

function parsed(what: string, { text }: Answer, unlike: (how: string) => Error): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw unlike(
      `answers ${what} with something that is not JSON; is terraformCloud.hostname in the account's file right?`,
    );
  }
}
