import { z } from "zod";
import { plainText } from "../../running/plain-text";
import { UserError } from "../../running/user-error";
import { wayToToken } from "./credentials";

/** A refusal by the server, already in words. */
export class TerraformCloudError extends UserError {
  constructor(
    message: string,
    /** 0 where no answer came. */
    readonly status: number,
    /** No whole answer came, or one of a server or a proxy that failed: what was asked may have been done. */
    readonly isUncertain: boolean,
  ) {
    super(message);
  }
}

export interface Refusal {
  readonly hostname: string;
  /** Such as `GET /runs/run-1`. */
  readonly what: string;
  readonly status: number;
  readonly text: string;
  /** What a rate limit asks for. */
  readonly waitSeconds?: number;
}

export function refusal(refused: Refusal): TerraformCloudError {
  return new TerraformCloudError(refusalText(refused), refused.status, refused.status >= 500);
}

function refusalText({ hostname, what, status, text, waitSeconds }: Refusal): string {
  switch (status) {
    case 401:
      return `${hostname} does not know the token (401): it is mistyped, expired, revoked or of another host; ${wayToToken(hostname)}`;
    case 403:
      return `${hostname} does not allow this token ${what} (403): ${reasonIn(text)}; use a token of a team that may`;
    case 404:
      return `${hostname} answers ${what} with 404: it is not there, or the token is of an organization or team that may not ${what.startsWith("GET ") ? "see it" : "do this"}`;
    case 429:
      return `${hostname} was asked too often (429); try again in ${waitSeconds === undefined ? "a minute" : `${Math.ceil(waitSeconds)} seconds`}`;
    default:
      return `${hostname} ${status >= 500 ? "fails at" : "refuses"} ${what} (${status}): ${reasonIn(text)}`;
  }
}

/**
 * JSON:API's error objects, or plain texts: go-tfe's `decodeErrorPayload` (tfe.go) reads both. Rails answers `error` where
 * a request never got to the API.
 */
const errorSchema = z.union([
  z.string(),
  z.object({
    title: z.string().optional(),
    detail: z.string().optional(),
    source: z.object({ pointer: z.string().optional() }).optional(),
  }),
]);

const errorsSchema = z.union([
  z.object({ errors: z.array(errorSchema).min(1) }).transform(({ errors }) => errors),
  z.object({ error: z.string() }).transform(({ error }) => [error]),
]);

const longestReason = 1000;

function reasonIn(text: string): string {
  const page = /<title[^>]*>([^<]*)/i.exec(text)?.[1];
  const reason = page === undefined ? reasonInJson(text) : `a page with the title "${page}", perhaps of a proxy`;
  const line = plainText(reason).replaceAll(/\s+/g, " ").trim();
  return line === "" ? "without a reason" : line.slice(0, longestReason);
}

function reasonInJson(text: string): string {
  try {
    return errorsSchema.parse(JSON.parse(text)).map(errorText).join("; ");
  } catch {
    return "";
  }
}

function errorText(error: z.output<typeof errorSchema>): string {
  if (typeof error === "string") return error;
  const { title = "", detail = "", source } = error;
  const place = source?.pointer === undefined ? "" : ` (at ${source.pointer})`;
  return `${detail === "" ? title : detail}${place}`;
}
