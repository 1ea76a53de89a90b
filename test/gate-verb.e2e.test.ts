import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { GateVerbRig } from "./helpers/gate/gate-verb-rig";

/** The verbs as a workflow runs them, against a stand-in of Terraform Cloud and a fake GitHub. */
let rig: GateVerbRig;

beforeAll(async () => {
  rig = await GateVerbRig.start();
});

afterAll(() => rig.stop());

const documentSchema = z.object({
  verdict: z.string(),
  checks: z.array(
    z.object({
      id: z.string(),
      verdict: z.string(),
      because: z.string().optional(),
      breaches: z.array(z.object({ what: z.string(), wayOut: z.string() })).default([]),
    }),
  ),
});

/** What the gate's verb says with a token, the pipeline's where no other is given. */
async function gate(token = rig.pipeline, ...further: readonly string[]) {
  const { exitCode, stdout, stderr } = await rig.slipway(token, "gate", "staging", "--json", ...further);
  if (stdout === "") throw new Error(stderr);
  const { verdict, checks } = documentSchema.parse(JSON.parse(stdout));
  const named = (wanted: string) => checks.filter((check) => check.verdict === wanted);
  return {
    exitCode,
    verdict,
    unproven: named("unproven").map(({ id, because }) => `${id}: ${because}`),
    breaches: named("broken").flatMap(({ id, breaches }) => breaches.map(({ what }) => `${id}: ${what}`)),
  };
}

describe("slipway workspace", () => {
  test("asks before it makes the workspaces, and without a terminal makes none", async () => {
    const { exitCode, stdout } = await rig.slipway(rig.person, "workspace", "staging");
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining("add --yes to change it"),
    });
    expect(rig.standIn.database.tables.workspaces).toEqual([]);
  });

  test("takes a no on the terminal for a no, and a yes for a yes", async () => {
    const declined = await rig.slipwayOnTerminal(rig.person, "n", "workspace", "staging");
    expect(declined).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining("change these 3 workspaces? [y/N]"),
    });
    expect(declined.stdout).toContain("nothing was changed");
    expect(rig.standIn.database.tables.workspaces).toEqual([]);
    expect(await rig.slipwayOnTerminal(rig.person, "y", "workspace", "staging")).toMatchObject({ exitCode: 0 });
    expect(rig.standIn.database.tables.workspaces).toHaveLength(3);
    rig.standIn.database.tables.workspaces = [];
  });

  test("exits with 2 on drift, makes the workspaces with --yes, and then finds no drift", async () => {
    expect(await rig.slipway(rig.person, "workspace", "staging", "--check")).toMatchObject({ exitCode: 2 });
    expect(await rig.slipway(rig.person, "workspace", "staging", "--yes")).toMatchObject({ exitCode: 0 });
    expect(await rig.slipway(rig.person, "workspace", "staging", "--check")).toMatchObject({ exitCode: 0 });
    const names = rig.standIn.database.tables.workspaces.map(({ name }) => name);
    expect(names).toEqual(["account-shop", "staging-base", "staging"]);
  });
});

describe("slipway gate", () => {
  test("proves a gate that is whole, from the pipeline", async () => {
    expect(await gate()).toEqual({ exitCode: 0, verdict: "proven", unproven: [], breaches: [] });
  });

  test("says that a person's token proves nothing about the pipeline's, and exits with 3", async () => {
    const { exitCode, stdout } = await rig.slipwayOf({ token: rig.person, environment: { CI: "" } }, "gate", "staging");
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 3,
      stdout: expect.stringContaining("cannot be proven here, because the token is owner's, a person's, who may"),
    });
    expect(stdout).toMatch(/the gate of staging cannot be proven in full here\n$/);
  });

  test("exits with 3 where there is no token", async () => {
    const environment = { HOME: "/nowhere", GITHUB_TOKEN: "" };
    const { exitCode, stdout, stderr } = await rig.slipwayOf({ token: rig.person, environment }, "gate", "staging");
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: "" });
    expect(stdout).toContain("cannot be proven here, because there is no token for localhost:");
    expect(stdout).toContain(
      "cannot be proven here, because there is no token for GitHub; set GITHUB_TOKEN or GH_TOKEN",
    );
  });
});

type Undo = () => void;

const removals: readonly [string, string, () => Undo | Promise<Undo>][] = [
  [
    "auto-apply on",
    "auto-apply: auto-apply is on in workspace staging",
    () => {
      rig.workspace("staging").autoApply = true;
      return () => Object.assign(rig.workspace("staging"), { autoApply: false });
    },
  ],
  [
    "--auto-approve in a workflow",
    "workflows: .github/workflows/terraform-aws.yml:1 approves by itself (-auto-approve)",
    () =>
      rig.edit(".github/workflows/terraform-aws.yml", (text) => `env: { TF_CLI_ARGS_apply: -auto-approve }\n${text}`),
  ],
  [
    "a token in the pipeline that may apply",
    "may apply in workspace staging",
    () => {
      const access = accessOf("pipeline", "staging");
      access.access = "write";
      return () => Object.assign(access, { access: "plan" });
    },
  ],
  [
    "an environment without reviewers",
    "github-environment: GitHub's environment staging has no required reviewers",
    () => rig.setEnvironment({ protection_rules: [{ type: "branch_policy" }] }),
  ],
  [
    "self-review allowed",
    "github-environment: GitHub's environment staging lets whoever started a deployment approve it",
    () =>
      rig.setEnvironment({
        protection_rules: [{ type: "required_reviewers", prevent_self_review: false, reviewers: [{ type: "User" }] }],
      }),
  ],
  [
    "administrators who may bypass the reviewers",
    "github-environment: GitHub's environment staging lets administrators go past its reviewers",
    () => rig.setEnvironment({ can_admins_bypass: true }),
  ],
  [
    "no branch policy",
    "github-environment: GitHub's environment staging takes every branch",
    () => rig.setEnvironment({ deployment_branch_policy: null }),
  ],
  [
    "an apply role that GitHub reaches",
    "roles: role slipway-shop-preflight, which GitHub reaches, may ec2:*",
    () =>
      rig.edit("model/delivery/github-statements.ts", (text) =>
        text.replace("actions: lookActions", 'actions: ["ec2:*"]'),
      ),
  ],
  [
    "a broadened sub",
    "roles: role slipway-shop-image-push does not name the exact sub of the tokens that open it",
    () =>
      rig.edit("model/delivery/trust.ts", (text) =>
        text.replace("repo:${organization}/${repository}:${place}", "repo:${organization}/*"),
      ),
  ],
];

function accessOf(team: string, workspace: string) {
  const { teams, teamAccess } = rig.standIn.database.tables;
  const teamId = teams.find(({ name }) => name === team)?.id;
  const found = teamAccess.find(
    (access) => access.teamId === teamId && access.workspaceId === rig.workspace(workspace).id,
  );
  if (found === undefined) throw new RangeError(`${team} has no access to ${workspace}`);
  return found;
}

describe("the gate is reported as broken with", () => {
  test.each(removals)("%s", async (_, breach, remove) => {
    const undo = await remove();
    try {
      const { exitCode, verdict, breaches } = await gate();
      expect({ exitCode, verdict }).toEqual({ exitCode: 1, verdict: "broken" });
      expect(breaches).toContainEqual(expect.stringContaining(breach));
    } finally {
      undo();
    }
  });

  test("nothing any more, when each is put back", async () => {
    expect(await gate()).toMatchObject({ exitCode: 0, verdict: "proven" });
  });
});

describe("with --probe", () => {
  const runs = () =>
    ["account-shop", "staging-base", "staging"].flatMap((name) => rig.standIn.runsOf(rig.workspace(name)));

  test("a person's runs stop, and are discarded", async () => {
    const { unproven, breaches } = await gate(rig.person, "--probe");
    expect({ unproven, breaches }).toEqual({
      unproven: [],
      breaches: expect.arrayContaining([expect.stringMatching(/^token: /)]),
    });
    expect(runs()).toMatchObject(Array(3).fill({ status: "discarded", autoApply: false }));
  });

  test("the pipeline's runs stop, and wait for somebody who may discard them", async () => {
    expect(await gate(rig.pipeline, "--probe")).toMatchObject({ exitCode: 0, verdict: "proven" });
    expect(runs().filter(({ status }) => status === "planned")).toHaveLength(3);
  });
});
