import { type RequestOptions, request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import { UserError } from "../../running/user-error";

export interface Question extends Pick<RequestOptions, "method"> {
  /** Whom the request is for, and whose certificate is expected, if not whom it is sent to; fetch would ignore it. */
  readonly host?: string | undefined;
  readonly json?: object;
  /** Goes into the header `authorization`, and nowhere else. */
  readonly bearerToken?: string;
}

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
}

/** @throws UserError where there is no answer: the connection is refused, cut, not trusted or too slow */
export function request(url: URL, { host, json, bearerToken, method = "GET" }: Question = {}): Promise<Answer> {
  const headers = {
    ...(host === undefined ? {} : { host }),
    ...(json === undefined ? {} : { "content-type": "application/json" }),
    ...(bearerToken === undefined ? {} : { authorization: `Bearer ${bearerToken}` }),
  };
  const send = url.protocol === "https:" ? requestTls : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = send(url, { method, headers, agent: false, signal: AbortSignal.timeout(timeoutSeconds * 1000) });
    sent.once("error", (error) => reject(new UserError(`no answer from ${url}: ${reasonOf(error)}`)));
    sent.once("response", ({ statusCode = 0, headers: { location } }) => {
      resolve({ status: statusCode, location });
      sent.destroy();
    });
    sent.end(json === undefined ? undefined : JSON.stringify(json));
  });
}

const timeoutSeconds = 10;

function reasonOf(error: Error): string {
  if (error.name === "TimeoutError" || error.name === "AbortError") return "it took too long";
  return error.message || ("code" in error ? String(error.code) : "the connection failed");
}
