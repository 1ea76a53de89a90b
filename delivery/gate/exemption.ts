import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Environment } from "../../config/schema/environment";
import { scheduleJob } from "../../model/delivery/trust";
import { scheduledTeam, workspaceName } from "../../model/terraform-cloud";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import { confirmsScheduled } from "../terraform-cloud/scheduled-access";
import { editionHasTeams } from "../terraform-cloud/workspace-reading";
import { branchBreachesOf } from "./github-environment";
import { grantsAt, teamsOf } from "./pipeline-team";
import { type Breach, type GateCheck, type GateFacts, proofOf } from "./proof";
import { powersIn, teamRights } from "./rights";
import { workflowFiles } from "./workflows";

/** What may be confirmed without a person (ADR 0027), and that it is no more than that. */
export const exemption: GateCheck = {
  id: "exemption",
  title: "a machine confirms scheduled runs alone, by one token for one workspace",
  prove: async (facts) => {
    const { environment, toolbox } = facts;
    const { name, account } = environment;
    const isScheduled = environment.schedule?.weekend === "teardown";
    const secrets = secretBreaches(toolbox.projectRoot);
    if (account.terraformCloud.teams === undefined) {
      const breaches = isScheduled ? [withoutTeams(name, `config/accounts/${account.name}.yaml names none`)] : [];
      return proofOf([...breaches, ...secrets], [], "no run is: there are no teams, and no workflow uses the token");
    }
    const team = scheduledTeam(account.terraformCloud.teams, name);
    const given = await givenTo(facts, team, isScheduled);
    const places = isScheduled && account.github !== undefined ? [account.github] : [];
    const ofGithub = places.map((place) => branchBreachesOf(facts.github(), place, scheduleJob.environmentOf(name)));
    const breaches = [...given.breaches, ...secrets, ...(await Promise.all(ofGithub)).flat()];
    const because = isScheduled
      ? `team ${team} may apply in workspace ${runtimeOf(environment)} alone, what ADR 0027's table lets through; ${scheduleJob.workflow} alone uses its token`
      : `no run of ${name} is: it has no schedule that tears it down, and nobody the right that such a schedule takes`;
    return proofOf(breaches, given.problems, because);
  },
};

function runtimeOf({ name, account }: Environment): string {
  return workspaceName(account.terraformCloud, name);
}

function withoutTeams(name: string, why: string): Breach {
  return {
    what: `${name} is to be torn down at weekends, which takes a team of its own for the token that confirms it, and ${why}`,
    wayOut: "set its weekend to sleep, or take an edition with teams and name them",
  };
}

interface Given {
  readonly breaches: readonly Breach[];
  readonly problems: readonly string[];
}

const workspaceSchema = z.object({
  id: z.string(),
  attributes: z.object({ name: z.string() }),
  relationships: z
    .object({ project: z.object({ data: z.object({ id: z.string() }).nullish() }).optional() })
    .optional(),
});

/** Everything that the team was given, wherever the token in hand sees it. */
async function givenTo({ environment, terraformCloud }: GateFacts, team: string, isScheduled: boolean): Promise<Given> {
  const { organization, ...place } = environment.account.terraformCloud;
  const client = terraformCloud(place);
  if (isScheduled && !(await editionHasTeams(client, `/organizations/${organization}`))) {
    return { breaches: [withoutTeams(environment.name, `the edition of ${organization} has no teams`)], problems: [] };
  }
  const found = (await teamsOf(client, organization)).find(({ attributes }) => attributes.name === team);
  if (found === undefined) {
    const problem = `${organization} has no team ${team}, or none that this token may see`;
    return { breaches: [], problems: isScheduled ? [problem] : [] };
  }
  const runtime = runtimeOf(environment);
  const grants = (await everyGrant(client, organization)).filter(({ teamId }) => teamId === found.id);
  const isExempt = (grant: (typeof grants)[number]) =>
    isScheduled && grant.place === `workspace ${runtime}` && grant.access === confirmsScheduled;
  const inAll = powersIn(organization, teamRights, found.attributes["organization-access"]);
  const beyond = [
    ...inAll.powers.map((power) => `may ${power}`),
    ...grants
      .filter((grant) => !isExempt(grant))
      .map(({ access, place: where }) => `has the access ${access} in ${where}`),
  ];
  const wayOut = `take it away in ${organization}'s settings; what it needs it gets by: npx slipway workspace ${environment.name}`;
  const isUnseen = isScheduled && !grants.some(({ place: where }) => where === `workspace ${runtime}`);
  return {
    breaches: [...new Set(beyond)].map((what) => ({ what: `team ${team} ${what}, beyond the exemption`, wayOut })),
    problems: [
      ...inAll.problems,
      ...(isUnseen ? [`this token does not see what team ${team} may in workspace ${runtime}`] : []),
    ],
  };
}

async function everyGrant(client: TerraformCloudClient, organization: string) {
  const workspaces = await client.list(`/organizations/${organization}/workspaces`, workspaceSchema);
  const projects = new Set(workspaces.flatMap(({ relationships }) => relationships?.project?.data?.id ?? []));
  const at = async (id: string, place: string, kind: "workspace" | "project") =>
    (await grantsAt(client, id, place, kind)).map((grant) => ({ ...grant, place }));
  const lists = await Promise.all([
    ...workspaces.map(({ id, attributes: { name } }) => at(id, `workspace ${name}`, "workspace")),
    ...[...projects].map((id) => at(id, `project ${id}`, "project")),
  ]);
  return lists.flat();
}

/** A workflow that gets every secret gets this one too. */
const everySecret = /\bsecrets:\s*inherit\b|\btoJSON\(\s*secrets\s*\)|\bsecrets\[/;

function secretBreaches(projectRoot: string): readonly Breach[] {
  return workflowFiles(projectRoot).flatMap((file) => {
    const text = readFileSync(join(projectRoot, file), "utf8");
    const isItsOwn = file === `.github/workflows/${scheduleJob.workflow}`;
    const what = everySecret.test(text)
      ? `${file} hands on every secret`
      : !isItsOwn && text.includes(scheduleJob.secret)
        ? `${file} names ${scheduleJob.secret}`
        : undefined;
    const wayOut = `leave the token of scheduled runs to ${scheduleJob.workflow}`;
    return what === undefined ? [] : [{ what, wayOut }];
  });
}
