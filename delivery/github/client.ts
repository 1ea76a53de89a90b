import { request as octokit } from "@octokit/request";
import { z } from "zod";
import { UserError } from "../../running/user-error";

/** A refusal by GitHub, already in words. */
class GithubError extends UserError {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** GitHub's REST API; a route is such as `GET /repos/{owner}/{repo}`, and each answer is held against a schema. */
export interface GithubClient {
  readonly request: <Schema extends z.ZodType>(
    route: string,
    parameters: object,
    schema: Schema,
  ) => Promise<z.output<Schema>>;
  /** @returns nothing where GitHub answers 404: not there, or not for this token */
  readonly find: <Schema extends z.ZodType>(
    route: string,
    parameters: object,
    schema: Schema,
  ) => Promise<z.output<Schema> | undefined>;
}

const publicApi = "https://api.github.com";
const timeoutMilliseconds = 30_000;

/** @throws UserError where the environment has no token */
export function githubClient(environment: NodeJS.ProcessEnv): GithubClient {
  const baseUrl = setIn(environment, "GITHUB_API_URL") ?? publicApi;
  const token = tokenIn(environment);
  if (token === undefined) throw new UserError(`there is no token for GitHub; ${wayToToken}`);
  const ask = octokit.defaults({ baseUrl, headers: { authorization: `Bearer ${token}` } });

  const request: GithubClient["request"] = async (route, parameters, schema) => {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const { data } = await ask(route, { ...parameters, request: { signal } }).catch((error: unknown) => {
      throw refusal(error, route, baseUrl);
    });
    const result = schema.safeParse(data);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw new UserError(
      `${baseUrl} answers ${route} unlike GitHub: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}; is GITHUB_API_URL right?`,
    );
  };
  return {
    request,
    find: async (route, parameters, schema) => {
      try {
        return await request(route, parameters, schema);
      } catch (error) {
        if (error instanceof GithubError && error.status === 404) return undefined;
        throw error;
      }
    },
  };
}

const wayToToken = "set GITHUB_TOKEN or GH_TOKEN, for example to what gh auth token prints";

export function hasGithubToken(environment: NodeJS.ProcessEnv): boolean {
  return tokenIn(environment) !== undefined;
}

function tokenIn(environment: NodeJS.ProcessEnv): string | undefined {
  return setIn(environment, "GITHUB_TOKEN") ?? setIn(environment, "GH_TOKEN");
}

/** An empty variable is as good as none. */
function setIn(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === "" ? undefined : value;
}

/** What `@octokit/request` throws; without a response the network gave none. */
const thrownSchema = z.object({
  message: z.string(),
  status: z.number(),
  response: z.object({ headers: z.record(z.string(), z.unknown()), data: z.unknown() }).optional(),
});

function refusal(error: unknown, route: string, baseUrl: string): unknown {
  const { data: thrown } = thrownSchema.safeParse(error);
  if (thrown === undefined) return error;
  const { message, status, response } = thrown;
  if (response === undefined) {
    return new GithubError(`${baseUrl} cannot be reached: ${message}; look at the network, and at GITHUB_API_URL`, 0);
  }
  return new GithubError(refusalText(status, route, reasonIn(response.data), waitOf(response.headers)), status);
}

function refusalText(status: number, route: string, reason: string, wait: string | undefined): string {
  if (wait !== undefined && (status === 403 || status === 429))
    return `GitHub was asked too often (${status}); ${wait}`;
  switch (status) {
    case 401:
      return `GitHub does not know the token (401): it is mistyped, expired or revoked; ${wayToToken}`;
    case 403:
      return `GitHub does not allow this token ${route} (403): ${reason}; use a token with this permission`;
    case 404:
      return `GitHub answers ${route} with 404: it is not there, or the token may not see it`;
    default:
      return `GitHub ${status >= 500 ? "fails at" : "refuses"} ${route} (${status}): ${reason}`;
  }
}

const reasonSchema = z.object({ message: z.string().min(1) });

function reasonIn(data: unknown): string {
  return reasonSchema.safeParse(data).data?.message ?? "without a reason";
}

/** What to wait for, where a rate limit is the reason. */
function waitOf(headers: Readonly<Record<string, unknown>>): string | undefined {
  const seconds = headers["retry-after"];
  if (seconds !== undefined) return `try again in ${seconds} seconds`;
  if (headers["x-ratelimit-remaining"] !== "0") return undefined;
  const reset = Number(headers["x-ratelimit-reset"]);
  return Number.isFinite(reset) ? `try again after ${new Date(reset * 1000).toISOString()}` : "try again in an hour";
}
