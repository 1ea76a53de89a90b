import { describe, expect, test } from "vitest";
import { anAccount, anEnvironment } from "../../test/helpers/environments";
import { addSet } from "../../test/helpers/terraform-cloud/tampered-gate";
import {
  aCorrectedServer,
  aServer,
  organization,
  type Server,
  stacks,
  teams,
} from "../../test/helpers/terraform-cloud/workspace-rig";

describe("an environment without workspaces", () => {
  test("gets one a stack, with a gate, roles instead of keys, tags and the teams' rights", async () => {
    const { tables, correct, workspaceNamed, variablesOf } = await aServer();
    expect(await correct({ yes: true })).toMatchObject({ outcome: "changed", failures: [] });
    expect(tables.workspaces.map(({ name }) => name)).toEqual(stacks);
    const staging = workspaceNamed("staging");
    expect(staging).toMatchObject({
      autoApply: false,
      executionMode: "remote",
      terraformVersion: "1.11.4",
      tags: ["slipway", "account:shop", "environment:staging"],
    });
    expect(workspaceNamed("account-shop").tags).toEqual(["slipway", "account:shop"]);
    expect(variablesOf("staging")).toEqual({
      TFC_AWS_PROVIDER_AUTH: "true",
      TFC_AWS_PLAN_ROLE_ARN: "arn:aws:iam::123456789012:role/slipway-shop-staging-plan",
      TFC_AWS_APPLY_ROLE_ARN: "arn:aws:iam::123456789012:role/slipway-shop-staging-apply",
      TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE: "aws.workload.identity",
    });
    const granted = tables.teamAccess
      .filter(({ workspaceId }) => workspaceId === staging.id)
      .map(({ teamId, access }) => [tables.teams.find(({ id }) => id === teamId)?.name, access]);
    expect(granted).toEqual([
      ["pipeline", "plan"],
      ["platform", "write"],
    ]);
    expect(await correct({ check: true })).toMatchObject({ outcome: "unchanged" });
  });

  test("is shown what will be made, and asked for it", async () => {
    const { tables, lines, correct } = await aServer();
    const questions: string[] = [];
    const ask = async (question: string) => questions.push(question) > 1;
    expect(await correct({ ask })).toMatchObject({ outcome: "declined" });
    expect(questions).toEqual(["change these 3 workspaces?"]);
    expect(tables.workspaces).toEqual([]);
    expect(lines).toContain("    shop-works/staging: to be made");
    expect(lines).toContain("      + auto-apply                                   false");
    expect(lines.at(-1)).toBe("nothing was changed");
    expect(await correct({ ask })).toMatchObject({ outcome: "changed" });
    expect(tables.workspaces).toHaveLength(3);
  });

  test("stays without, where nobody can be asked", async () => {
    const { tables, lines, correct } = await aServer();
    expect(await correct({})).toMatchObject({ outcome: "failed" });
    expect(lines.at(-1)).toBe(
      "there is no terminal to ask on, so nothing was changed; add --yes to change it, or --check to look only",
    );
    expect(tables.workspaces).toEqual([]);
  });
});

test("the free edition has no teams: that is said, and all else is done", async () => {
  const { correct, tables, lines } = await aServer({ hasTeams: false });
  expect(await correct({ yes: true })).toMatchObject({ outcome: "changed" });
  expect(tables.teamAccess).toEqual([]);
  expect(lines).toContain(
    "    note: the edition of shop-works has no teams: everybody in it may apply, so the pipeline's token may too; teams need another edition of Terraform Cloud",
  );
  expect(await correct({ check: true })).toMatchObject({ outcome: "unchanged" });
});

test("an account without teams leaves all rights to the owners, and says so", async () => {
  const { correct, tables, lines } = await aServer();
  const of = anEnvironment({}, anAccount({ terraformCloud: { organization } }));
  expect(await correct({ yes: true, of })).toMatchObject({ outcome: "changed" });
  expect(tables.teamAccess).toEqual([]);
  expect(lines).toContain(
    "    note: config/accounts/shop.yaml names no terraformCloud.teams, so nobody but the owners gets a right",
  );
});

test("a locked workspace is corrected, and the lock is said", async () => {
  const { correct, lines, workspaceNamed } = await aCorrectedServer();
  Object.assign(workspaceNamed("staging"), { lockedBy: "owner", autoApply: true });
  expect(await correct({ yes: true })).toMatchObject({ outcome: "changed" });
  expect(lines).toContain("    note: workspace staging is locked: no run starts until it is unlocked");
  expect(workspaceNamed("staging").autoApply).toBe(false);
});

const refusals: readonly [string, (server: Server) => Partial<Parameters<Server["correct"]>[0]>, RegExp][] = [
  [
    "an organization of somebody else",
    () => ({ of: anEnvironment({}, anAccount({ terraformCloud: { organization: "other-org" } })) }),
    /^other-org is not an organization on localhost:\d+, or the token is of another one; look at terraformCloud\.organization in the account's file, and at the token$/,
  ],
  [
    "an expired token",
    ({ standIn, person }) => {
      standIn.expire(person);
      return {};
    },
    /does not know the token \(401\): it is mistyped, expired, revoked or of another host; run: terraform login/,
  ],
  [
    "a token that may only plan",
    ({ standIn, workspaceNamed }) => {
      workspaceNamed("account-shop").autoApply = true;
      return { token: standIn.addToken(organization, "pipeline") };
    },
    /answers PATCH \/workspaces\/ws-\w+ with 404: .* that may not do this/,
  ],
  [
    "a project that is missing",
    () => ({ of: anEnvironment({}, anAccount({ terraformCloud: { organization, teams, project: "Nowhere" } })) }),
    /^shop-works has no project Nowhere, or none that this token may see; make it there, or correct terraformCloud\.project$/,
  ],
  [
    "a team that is missing",
    ({ tables }) => {
      tables.teams.splice(
        tables.teams.findIndex(({ name }) => name === "platform"),
        1,
      );
      return {};
    },
    /^shop-works has no team platform, or none that this token may see; make it there, or correct terraformCloud\.teams$/,
  ],
  [
    "a workspace whose runs a repository makes",
    ({ workspaceNamed }) => {
      Object.assign(workspaceNamed("staging"), { vcsRepository: "shop-works/agents" });
      return {};
    },
    /^pushes to shop-works\/agents make the runs of workspace staging; disconnect it in the workspace's settings, under version control$/,
  ],
];

test.each(refusals)("%s is one sentence, and changes nothing", async (_, prepare, message) => {
  const server = await aCorrectedServer();
  const options = prepare(server);
  const before = JSON.stringify(server.tables);
  const { outcome, failures } = await server.correct({ yes: true, ...options });
  expect(outcome).toBe("failed");
  expect(failures).toEqual([expect.stringMatching(message)]);
  expect(JSON.stringify(server.tables)).toBe(before);
});

test("a set that only its owner can change is named, and all else corrected", async () => {
  const server = await aCorrectedServer();
  addSet(
    server,
    { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" },
    { workspaceIds: [server.workspaceNamed("staging").id] },
  );
  const obstacle =
    "the variable set AWS gives workspace staging AWS_ACCESS_KEY_ID, a static key; remove it there, or exclude the workspace from the set";
  expect(await server.correct({ check: true })).toMatchObject({ outcome: "failed", failures: [obstacle] });
  expect(server.lines).toContain("    shop-works/staging: to be corrected elsewhere");
  expect(server.lines).toContain(`      ! ${obstacle}`);
  server.workspaceNamed("staging").autoApply = true;
  server.workspaceNamed("staging-base").autoApply = true;
  expect(await server.correct({ check: true })).toMatchObject({ outcome: "drifted", failures: [obstacle] });
  expect(await server.correct({ yes: true })).toMatchObject({ outcome: "failed", failures: [obstacle] });
  expect(["staging", "staging-base"].map((name) => server.workspaceNamed(name).autoApply)).toEqual([false, false]);
});

test("a server that has tags with values only gets them so", async () => {
  const server = await aCorrectedServer();
  Object.assign(server.workspaceNamed("staging"), {
    tags: [],
    tagBindings: [{ key: "slipway" }, { key: "account", value: "shop" }],
  });
  const withoutTags: typeof fetch = async (input, init) =>
    String(input).includes("/relationships/tags") ? new Response("{}", { status: 404 }) : server.fetch(input, init);
  expect(await server.correct({ yes: true, fetch: withoutTags })).toMatchObject({ outcome: "changed" });
  expect(server.workspaceNamed("staging").tagBindings).toContainEqual({ key: "environment", value: "staging" });
  expect(await server.correct({ check: true })).toMatchObject({ outcome: "unchanged" });
});

test("an administrator applies the account's stack here until the next call, and the other stacks never", async () => {
  const { correct, lines, workspaceNamed } = await aServer();
  const modes = () => stacks.map((stack) => workspaceNamed(stack).executionMode);
  expect(await correct({ yes: true, byAdministrator: true })).toMatchObject({ outcome: "changed" });
  expect(modes()).toEqual(["local", "remote", "remote"]);
  expect(await correct({ check: true })).toMatchObject({ outcome: "drifted" });
  expect(lines).toContain("      ~ execution-mode  local -> remote");
  await correct({ yes: true });
  expect(modes()).toEqual(["remote", "remote", "remote"]);
});

test("what fails in the middle leaves the gate on, and the next call completes it", async () => {
  const { tables, correct, lines, workspaceNamed } = await aServer();
  const push = tables.variables.push;
  tables.variables.push = () => {
    throw new Error("the disk is full");
  };
  expect(await correct({ yes: true })).toMatchObject({ outcome: "failed" });
  expect(lines.at(-1)).toBe("what was changed stays; mend this, and the same command completes the rest");
  expect(workspaceNamed("account-shop")).toMatchObject({ autoApply: false, executionMode: "remote" });
  tables.variables.push = push;
  expect(await correct({ yes: true })).toMatchObject({ outcome: "changed" });
  expect(await correct({ check: true })).toMatchObject({ outcome: "unchanged" });
});
