import { describe, expect, test } from "vitest";
import { UserError } from "../../running/user-error";
import { awsFailure, inWords, isRefusal } from "./aws-failure";

const failure = (name: string, message: string, further: object = {}) =>
  Object.assign(new Error(message), { name, ...further });
const wayToCredentials = /log in \(aws sso login\) and name the profile in AWS_PROFILE/;

describe("what AWS refuses", () => {
  test.each([
    [failure("CredentialsProviderError", "Could not load credentials"), /^no AWS credentials; log in/],
    [failure("ExpiredTokenException", "expired", { $metadata: {} }), wayToCredentials],
    [
      failure("AccessDeniedException", "not authorized to perform: x", { $metadata: {} }),
      /^AWS refuses this: not authorized/,
    ],
    [
      failure("Error", "connect ECONNREFUSED", { code: "ECONNREFUSED" }),
      /^AWS cannot be reached: connect ECONNREFUSED/,
    ],
    [failure("ServerException", "later", { $metadata: {} }), /^AWS answered ServerException: later$/],
  ])("is one sentence: %s", (error, sentence) => {
    const said = awsFailure(error);
    expect(said).toBeInstanceOf(UserError);
    expect(said).toMatchObject({ message: expect.stringMatching(sentence) });
  });

  test("is told from a fault of the program", async () => {
    const fault = new TypeError("undefined is not a function");
    await expect(inWords(() => Promise.reject(fault))).rejects.toBe(fault);
  });

  test("is a refusal by whatever name the service gives it", () => {
    for (const name of ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"]) {
      expect(isRefusal(failure(name, ""))).toBe(true);
    }
    expect(isRefusal(failure("ThrottlingException", ""))).toBe(false);
  });
});
