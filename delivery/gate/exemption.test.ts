import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { aToolbox } from "../../running/tools/testing/temporary-toolbox";
import { anAccount, anEnvironment } from "../../test/helpers/environments";
import { FakeGithub } from "../../test/helpers/github/fake-github";
import { aServer, organization, type Server, teams } from "../../test/helpers/terraform-cloud/workspace-rig";
import { exemption } from "./exemption";
import { gateFacts } from "./facts";

const github = { organization: "shop-works", organizationId: 100000001, repository: "agents", repositoryId: 200000001 };
const account = anAccount({ github, terraformCloud: { organization, teams } });
const schedule = { timezone: "UTC", start: "Mon-Fri 08:00", stop: "Mon-Fri 20:00", weekend: "teardown" } as const;
const scheduled = anEnvironment({ schedule }, account);
const secret = "TERRAFORM_CLOUD_SCHEDULE_TOKEN";

/** A server whose workspaces are as they should be, with the team of the schedule. */
async function aScheduledServer(environment = scheduled): Promise<Server> {
  const server = await aServer();
  server.standIn.addTeam(organization, "scheduled-staging");
  expect(await server.correct({ yes: true, of: environment })).toMatchObject({ outcome: "changed" });
  return server;
}

interface Surroundings {
  readonly environment?: typeof scheduled;
  readonly files?: Readonly<Record<string, string>>;
  readonly branches?: readonly string[];
}

async function proofOf(
  server: Server,
  { environment = scheduled, files = {}, branches = ["main"] }: Surroundings = {},
) {
  const place = "GET /repos/shop-works/agents";
  const settings = `${place}/environments/staging-schedule`;
  const fake = await FakeGithub.start({
    [place]: { id: 200000001 },
    [settings]: { deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } },
    [`${settings}/deployment-branch-policies`]: {
      total_count: branches.length,
      branch_policies: branches.map((name) => ({ name, type: "branch" })),
    },
  });
  onTestFinished(() => fake.stop());
  const projectRoot = mkdtempSync(join(tmpdir(), "slipway-test-"));
  onTestFinished(() => rmSync(projectRoot, { recursive: true }));
  mkdirSync(join(projectRoot, ".github/workflows"), { recursive: true });
  for (const [file, text] of Object.entries({ "schedule.yml": `env: ${secret}`, ...files })) {
    writeFileSync(join(projectRoot, ".github/workflows", file), text);
  }
  const toolbox = {
    ...aToolbox({
      environment: {
        GITHUB_API_URL: fake.url,
        GITHUB_TOKEN: "secret",
        TF_CLOUD_HOSTNAME: server.standIn.hostname,
        [`TF_TOKEN_${server.standIn.hostname}`]: server.person,
      },
    }),
    projectRoot,
  };
  const facts = gateFacts(environment, toolbox, server.fetch);
  return exemption.prove(facts);
}

const beyond = (what: string) => ({
  verdict: "broken",
  breaches: [expect.objectContaining({ what: expect.stringContaining(what) })],
});

test("is a line of its own, with the team, its workspace and its workflow", async () => {
  const server = await aScheduledServer();
  expect(await server.correct({ check: true, of: scheduled })).toMatchObject({ outcome: "unchanged" });
  expect(await proofOf(server)).toEqual({
    verdict: "proven",
    because:
      "team scheduled-staging may apply in workspace staging alone, what ADR 0027's table lets through; schedule.yml alone uses its token",
  });
});

test("is none where nothing is torn down", async () => {
  const environment = anEnvironment({ schedule: { ...schedule, weekend: "sleep" } }, account);
  expect(await proofOf(await aServer(), { environment })).toMatchObject({
    verdict: "proven",
    because: expect.stringContaining("no run of staging is"),
  });
});

test("ends with the schedule that it was given for", async () => {
  const server = await aScheduledServer();
  const environment = anEnvironment({}, account);
  expect(await proofOf(server, { environment })).toMatchObject(
    beyond("has the access confirm scheduled runs in workspace staging"),
  );
});

test.each([
  [
    "in another workspace",
    "has the access plan in workspace staging-base",
    (server: Server) => {
      server.standIn.grant("scheduled-staging", server.workspaceNamed("staging-base"), "plan");
    },
  ],
  [
    "in a workspace of another environment",
    "has the access read in workspace other",
    (server: Server) => {
      server.standIn.grant("scheduled-staging", server.standIn.addWorkspace(organization, "other"), "read");
    },
  ],
  [
    "of more than runs",
    "has the access custom in workspace staging",
    (server: Server) => {
      const [access] = server.tables.teamAccess.filter(({ access: kind }) => kind === "custom");
      Object.assign(access ?? {}, { custom: { runs: "apply", variables: "write" } });
    },
  ],
  [
    "of a level",
    "has the access write in workspace staging",
    (server: Server) => {
      const [access] = server.tables.teamAccess.filter(({ access: kind }) => kind === "custom");
      Object.assign(access ?? {}, { access: "write", custom: undefined });
    },
  ],
  [
    "in a project",
    "in project prj-",
    (server: Server) => {
      const [team] = server.tables.teams.filter(({ name }) => name === "scheduled-staging");
      const [project] = server.tables.projects;
      server.tables.teamProjects.push({
        id: "tprj-1",
        teamId: team?.id ?? "",
        projectId: project?.id ?? "",
        access: "read",
      });
    },
  ],
  [
    "in all of the organization",
    "may manage all workspaces of",
    (server: Server) => {
      for (const team of server.tables.teams) {
        if (team.name === "scheduled-staging") team.organizationAccess = { "manage-workspaces": true };
      }
    },
  ],
])("is broken by a right %s", async (_, says, tamper) => {
  const server = await aScheduledServer();
  tamper(server);
  expect(await proofOf(server)).toMatchObject(beyond(says));
});

test.each([
  ["names its secret", `env: { T: "\${{ secrets.${secret} }}" }`, `names ${secret}`],
  ["inherits every secret", "secrets: inherit", "hands on every secret"],
  ["prints every secret", "run: ${{ toJSON(secrets) }}", "hands on every secret"],
  ["chooses a secret", "run: ${{ secrets[matrix.name] }}", "hands on every secret"],
])("is broken by a workflow that %s", async (_, text, says) => {
  expect(await proofOf(await aScheduledServer(), { files: { "other.yml": text } })).toMatchObject(beyond(says));
});

test("is broken where the environment of its secret takes other branches", async () => {
  expect(await proofOf(await aScheduledServer(), { branches: ["main", "next"] })).toMatchObject(
    beyond("GitHub's environment staging-schedule takes the branch next"),
  );
});

test("takes teams: without them nothing is torn down", async () => {
  const server = await aServer({ hasTeams: false });
  const words = "staging is to be torn down at weekends, which takes a team of its own";
  expect(await proofOf(server)).toMatchObject(
    beyond(`${words} for the token that confirms it, and the edition of shop-works has no teams`),
  );
  const environment = anEnvironment({ schedule }, anAccount({ github, terraformCloud: { organization } }));
  expect(await proofOf(server, { environment })).toMatchObject(beyond("config/accounts/shop.yaml names none"));
  await server.correct({ check: true, of: scheduled });
  expect(server.lines.join("\n")).toContain("nothing tears staging down at weekends");
});

test("is not proven where the team is missing, or cannot be seen", async () => {
  const server = await aServer();
  expect(await proofOf(server)).toMatchObject({
    verdict: "unproven",
    because: "shop-works has no team scheduled-staging, or none that this token may see",
  });
});
