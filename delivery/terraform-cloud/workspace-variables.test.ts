import { expect, test } from "vitest";
import { terraformCloudClient } from "./client";
import { readVariables } from "./workspace-variables";

const set = { id: "varset-1", attributes: { name: "AWS" } };

function variable(key: string, further: object = {}) {
  return { id: `var-${key}`, attributes: { key, value: "x", category: "env", sensitive: false, ...further } };
}

/** Reads from a server that answers these paths, and 404 to all others. */
function readFrom(answers: Readonly<Record<string, unknown>>) {
  const fetch = async (url: unknown) => {
    const data = answers[new URL(String(url)).pathname.replace("/api/v2", "")];
    return new Response(JSON.stringify({ data }), { status: data === undefined ? 404 : 200 });
  };
  const client = terraformCloudClient({ hostname: "app.terraform.io", token: "secret", fetch });
  return readVariables(client, { id: "ws-1", name: "staging" });
}

test("reads the environment's variables, and no value that is sensitive", async () => {
  const own = [
    variable("TF_LOG"),
    variable("TOKEN", { value: null, sensitive: true }),
    variable("a", { category: "terraform" }),
  ];
  expect(await readFrom({ "/workspaces/ws-1/vars": own })).toEqual([
    { id: "var-TF_LOG", key: "TF_LOG", value: "x", isSensitive: false },
    { id: "var-TOKEN", key: "TOKEN", value: undefined, isSensitive: true },
  ]);
});

test("refuses a static key that a set of variables brings, and takes any other set", async () => {
  const shared = (...variables: readonly object[]) => ({
    "/workspaces/ws-1/vars": [],
    "/workspaces/ws-1/varsets": [set],
    "/varsets/varset-1/relationships/vars": variables,
  });
  expect(await readFrom(shared(variable("TF_LOG")))).toEqual([]);
  await expect(readFrom(shared(variable("AWS_SECRET_ACCESS_KEY", { value: null, sensitive: true })))).rejects.toThrow(
    "the variable set AWS gives workspace staging AWS_SECRET_ACCESS_KEY, a static key; remove it there, or exclude the workspace from the set",
  );
});
