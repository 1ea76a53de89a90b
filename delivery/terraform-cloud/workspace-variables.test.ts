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
  expect(await readFrom({ "/workspaces/ws-1/vars": own, "/workspaces/ws-1/varsets": [] })).toEqual({
    own: [
      { id: "var-TF_LOG", key: "TF_LOG", value: "x", isSensitive: false },
      { id: "var-TOKEN", key: "TOKEN", value: undefined, isSensitive: true },
    ],
    sets: [],
    providerSets: [],
    unread: [],
  });
});

test("reads what a set brings, by the workspace's address where the set's own is hidden", async () => {
  const shared = { "/workspaces/ws-1/vars": [], "/workspaces/ws-1/varsets": [set] };
  const brought = [{ title: "the variable set AWS", isPriority: false, variables: [{ key: "TEAM", value: "x" }] }];
  for (const context of ["", "/workspaces/ws-1"]) {
    const read = await readFrom({ ...shared, [`${context}/varsets/varset-1/relationships/vars`]: [variable("TEAM")] });
    expect(read).toMatchObject({ sets: brought, unread: [] });
  }
  expect(await readFrom(shared)).toMatchObject({
    unread: [
      expect.stringMatching(/^the variable set AWS of workspace staging cannot be read: the server answers 404/),
    ],
  });
});
