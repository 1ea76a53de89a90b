import { UserError } from "../../running/user-error";

/** Whether AWS answered that the caller may not do this. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^(AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden)/.test(error.name);
}

/** Whether AWS answered with this error. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

/** What AWS or the way to it refused, in a sentence with the way out; @returns any other error as it is */
export function awsFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  if (isRefusal(error)) return new UserError(`AWS refuses this: ${error.message}; use a role that may`);
  if (error.name === "CredentialsProviderError") return new UserError(`no AWS credentials; ${wayToCredentials}`);
  if (invalidCredentials.has(error.name))
    return new UserError(`AWS does not accept the credentials; ${wayToCredentials}`);
  if (isOfTheNetwork(error)) return new UserError(`AWS cannot be reached: ${error.message}; try again`);
  return "$metadata" in error ? new UserError(`AWS answered ${error.name}: ${error.message}`) : error;
}

/** Does the work, with what AWS refused in words. */
export async function inWords<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw awsFailure(error);
  }
}

const wayToCredentials = "log in (aws sso login) and name the profile in AWS_PROFILE, or assume the environment's role";

const invalidCredentials: ReadonlySet<string> = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);

function isOfTheNetwork(error: Error): boolean {
  return error.name === "TimeoutError" || ("code" in error && /^E[A-Z_]+$/.test(String(error.code)));
}
