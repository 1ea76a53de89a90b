import { describe, expect, test } from "vitest";
import { aCorrectedServer, organization, type Server } from "../../test/helpers/terraform-cloud/workspace-rig";

const drifts: readonly [string, (server: Server) => void, string][] = [
  [
    "auto-apply on",
    ({ workspaceNamed }) => Object.assign(workspaceNamed("staging"), { autoApply: true }),
    "      ~ auto-apply  true -> false",
  ],
  [
    "local execution",
    ({ workspaceNamed }) => Object.assign(workspaceNamed("staging"), { executionMode: "local" }),
    "      ~ execution-mode  local -> remote",
  ],
  [
    "agents",
    ({ workspaceNamed }) =>
      Object.assign(workspaceNamed("staging"), { executionMode: "agent", agentPoolId: "apool-1" }),
    "      ~ execution-mode  agent in pool apool-1 -> remote",
  ],
  [
    "an execution mode of the organization's",
    ({ workspaceNamed }) => Object.assign(workspaceNamed("staging"), { executionMode: undefined }),
    "      ~ execution-mode  remote, inherited -> remote",
  ],
  [
    "a day on which all is destroyed",
    ({ workspaceNamed }) => Object.assign(workspaceNamed("staging"), { autoDestroyAt: "2026-12-24T18:00:00.000Z" }),
    "      ~ auto-destroy-at  2026-12-24T18:00:00.000Z -> never",
  ],
  [
    "another Terraform",
    ({ workspaceNamed }) => Object.assign(workspaceNamed("staging"), { terraformVersion: "1.9.0" }),
    "      ~ terraform-version  1.9.0 -> 1.11.4",
  ],
  [
    "another project",
    ({ tables, workspaceNamed }) => {
      tables.projects.push({ id: "prj-other", organization, name: "Attic" });
      workspaceNamed("staging").projectId = "prj-other";
    },
    "      ~ project  Attic -> Default Project",
  ],
  [
    "a tag that is gone",
    ({ workspaceNamed }) => Object.assign(workspaceNamed("staging"), { tags: ["slipway", "account:shop", "own"] }),
    "      + tag  environment:staging",
  ],
  [
    "a pipeline that may apply",
    ({ tables, workspaceNamed }) => {
      const { id } = workspaceNamed("staging");
      for (const access of tables.teamAccess) if (access.workspaceId === id) access.access = "write";
    },
    "      ~ access of team pipeline  write -> plan",
  ],
  [
    "approvers without a right",
    ({ tables, workspaceNamed }) => {
      const { id } = workspaceNamed("staging");
      const index = tables.teamAccess.findIndex(({ workspaceId, access }) => workspaceId === id && access === "write");
      tables.teamAccess.splice(index, 1);
    },
    "      + access of team platform  write",
  ],
  [
    "another account's role",
    ({ tables, workspaceNamed }) => {
      const { id } = workspaceNamed("staging");
      for (const variable of tables.variables)
        if (variable.workspaceId === id && variable.key === "TFC_AWS_PLAN_ROLE_ARN") variable.value = "arn:other";
    },
    "      ~ variable TFC_AWS_PLAN_ROLE_ARN  arn:other -> arn:aws:iam::123456789012:role/slipway-shop-staging-plan",
  ],
  [
    "a role that nobody can read",
    ({ tables, workspaceNamed }) => {
      const { id } = workspaceNamed("staging");
      for (const variable of tables.variables)
        if (variable.workspaceId === id && variable.key === "TFC_AWS_PLAN_ROLE_ARN") variable.sensitive = true;
    },
    "      ~ variable TFC_AWS_PLAN_ROLE_ARN  (sensitive) -> arn:aws:iam::123456789012:role/slipway-shop-staging-plan",
  ],
  [
    "a static key",
    ({ addVariable }) => addVariable("staging", { key: "AWS_SECRET_ACCESS_KEY", value: "wJalrXUtnFEMI" }),
    "      - variable AWS_SECRET_ACCESS_KEY  a static key",
  ],
  [
    "a role wherever none is named",
    ({ addVariable }) => addVariable("staging", { key: "TFC_DEFAULT_AWS_RUN_ROLE_ARN", value: "arn:other" }),
    "      - variable TFC_DEFAULT_AWS_RUN_ROLE_ARN  a role wherever none is named",
  ],
  [
    "one role for plan and apply",
    ({ addVariable }) => addVariable("staging", { key: "TFC_AWS_RUN_ROLE_ARN", value: "arn:aws:iam::1:role/all" }),
    "      - variable TFC_AWS_RUN_ROLE_ARN  one role for plan and apply",
  ],
];

describe.each(drifts)("%s", (_, tamper, line) => {
  test("is drift that is shown, corrected, and gone", async () => {
    const server = await aCorrectedServer();
    tamper(server);
    const before = JSON.stringify(server.tables);
    expect(await server.correct({ check: true })).toMatchObject({ outcome: "drifted" });
    expect(server.lines).toEqual([
      expect.stringMatching(/^✔ compare the workspaces/),
      "    shop-works/account-shop: as it should be",
      "    shop-works/staging-base: as it should be",
      "    shop-works/staging: to be corrected",
      line,
    ]);
    expect(JSON.stringify(server.tables)).toBe(before);
    expect(await server.correct({ yes: true })).toMatchObject({ outcome: "changed" });
    expect(await server.correct({ check: true })).toMatchObject({ outcome: "unchanged" });
    expect(server.lines.join("\n")).not.toContain("wJalrXUtnFEMI");
  });
});

test("what is not the delivery's stays: other tags, variables and teams", async () => {
  const { tables, correct, workspaceNamed, variablesOf, addVariable } = await aCorrectedServer();
  workspaceNamed("staging").tags.push("cost:agents");
  addVariable("staging", { key: "TFE_PARALLELISM", value: "4" });
  addVariable("staging", { key: "AWS_ACCESS_KEY_ID", value: "of a module", category: "terraform" });
  workspaceNamed("staging").autoApply = true;
  await correct({ yes: true });
  expect(workspaceNamed("staging").tags).toContain("cost:agents");
  expect(variablesOf("staging")).toMatchObject({ TFE_PARALLELISM: "4", AWS_ACCESS_KEY_ID: "of a module" });
  expect(tables.teamAccess).toHaveLength(6);
});
