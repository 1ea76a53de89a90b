import { describe, expect, test } from "vitest";
import { preflightExitCode, preflightText } from "../../cli/preflight-report";
import { Unavailable } from "../../running/user-error";
import { type Answer, allThere, answerTo, ok } from "./answer";

const refused = Object.assign(new Error("not authorized to perform: kms:ListAliases"), {
  name: "AccessDeniedException",
});
const throwing = (error: Error) => ({ subject: "key", find: () => Promise.reject(error) });

describe("a question to AWS", () => {
  test("that the caller may not ask cannot be told", async () => {
    expect(await answerTo(throwing(refused))).toEqual({
      subject: "key",
      state: "untold",
      detail: "AWS refuses to say: not authorized to perform: kms:ListAliases",
    });
  });

  test("that cannot be asked from here cannot be told either", async () => {
    expect(await answerTo(throwing(new Unavailable("there is no DNS")))).toMatchObject({
      state: "untold",
      detail: "there is no DNS",
    });
  });

  test("that fails in another way is no answer", async () => {
    await expect(answerTo(throwing(new Error("socket hang up")))).rejects.toThrow("socket hang up");
  });

  test("names what is not there, and how to make it", async () => {
    expect(allThere("a, b", [], "apply it")).toEqual(ok("a, b"));
    expect(allThere("a, b", ["b"], "apply it")).toEqual({ state: "missing", detail: "b: not there; apply it" });
  });
});

describe("the report", () => {
  const answer = (state: Answer["state"]): Answer => ({ subject: "key", state, detail: "why" });

  test.each([
    [["ok"], 0, 0],
    [["ok", "untold"], 3, 0],
    [["untold", "missing"], 1, 1],
  ] as const)("of %j exits with %i, and with %i where what cannot be told is allowed", (states, strict, allowing) => {
    const all = states.map(answer);
    expect([preflightExitCode(all, false), preflightExitCode(all, true)]).toEqual([strict, allowing]);
  });

  test("says of each thing what was found, and how many are what", () => {
    expect(preflightText("staging", [answer("ok"), answer("missing"), answer("untold")])).toBe(
      [
        "✔ key: why",
        "✖ key: missing: why",
        "○ key: cannot be told, because why",
        "staging: 1 ok, 1 missing, 1 cannot be told",
        "",
      ].join("\n"),
    );
  });
});
