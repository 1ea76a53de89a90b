import { ifThere, type TerraformCloudClient } from "../terraform-cloud/client";
import { accessName } from "../terraform-cloud/scheduled-access";
import type { WorkspaceFacts } from "../terraform-cloud/workspace-facts";
import { readable } from "./facts";
import { grantSchema, powersOfGrant } from "./grants";
import { type GateCheck, proofOf } from "./proof";
import { type Powers, powersIn, teamRights } from "./rights";
import { teamSchema } from "./token";

/** Whatever token the pipeline holds today, its team can make another: so the team is asked for too, by whoever may see it. */
export const pipelineTeam: GateCheck = {
  id: "pipeline-team",
  title: "the pipeline's team may plan and nothing beyond",
  prove: async ({ environment, terraformCloud, workspaces }) => {
    const { organization, teams, ...place } = environment.account.terraformCloud;
    if (teams === undefined) {
      const because = `config/accounts/${environment.account.name}.yaml names no terraformCloud.teams: the token says what it may`;
      return { verdict: "proven", because };
    }
    const client = terraformCloud(place);
    const { read, problems } = readable(await workspaces());
    const known = await teamsOf(client, organization);
    const pipeline = known.find(({ attributes }) => attributes.name === teams.pipeline);
    if (pipeline === undefined) {
      return {
        verdict: "unproven",
        because: `${organization} has no team ${teams.pipeline}, or none that this token may see`,
      };
    }
    const grants = await grantsIn(client, read);
    const unseen = read.filter(
      ({ id, projectId = "" }) =>
        !grants.some((grant) => grant.teamId === pipeline.id && [id, projectId].includes(grant.placeId)),
    );
    const found = [
      powersIn(organization, teamRights, pipeline.attributes["organization-access"]),
      ...grants.filter(({ teamId }) => teamId === pipeline.id),
    ];
    const others = known.filter(
      ({ id }) => id !== pipeline.id && grants.some(({ teamId, powers }) => teamId === id && powers.length > 0),
    );
    const names = others.map(({ attributes }) => attributes.name).sort();
    const wayOut = `take it from the team in ${organization}'s settings, or correct a workspace with: npx slipway workspace ${environment.name}`;
    return proofOf(
      [...new Set(found.flatMap(({ powers }) => powers))].map((power) => ({
        what: `team ${teams.pipeline} may ${power}`,
        wayOut,
      })),
      [
        ...problems,
        ...found.flatMap((place) => place.problems),
        ...unseen.map(({ name }) => `this token does not see what team ${teams.pipeline} may in workspace ${name}`),
      ],
      `team ${teams.pipeline} may plan; ${names.length === 0 ? "no other team" : names.join(", ")} may do more, as far as this token sees`,
    );
  },
};

export async function teamsOf(client: TerraformCloudClient, organization: string) {
  return (await ifThere(client.list(`/organizations/${organization}/teams`, teamSchema))) ?? [];
}

interface Grant extends Powers {
  /** By the server's name, or by what a custom one is for. */
  readonly access: string;
  readonly teamId: string;
  /** Of the workspace or project. */
  readonly placeId: string;
}

/** Of the workspaces, and of their projects, which most servers have. */
async function grantsIn(
  client: TerraformCloudClient,
  workspaces: readonly WorkspaceFacts[],
): Promise<readonly Grant[]> {
  const projects = new Set(workspaces.flatMap(({ projectId }) => projectId ?? []));
  const lists = await Promise.all([
    ...workspaces.map(({ id, name }) => grantsAt(client, id, `workspace ${name}`, "workspace")),
    ...[...projects].map((id) => grantsAt(client, id, `project ${id}`, "project")),
  ]);
  return lists.flat();
}

export async function grantsAt(
  client: TerraformCloudClient,
  placeId: string,
  title: string,
  kind: "workspace" | "project",
): Promise<readonly Grant[]> {
  const path = `/team-${kind}s?filter%5B${kind}%5D%5Bid%5D=${placeId}`;
  const grants = (await ifThere(client.list(path, grantSchema))) ?? [];
  return grants.map((grant) => ({
    access: accessName(grant.attributes),
    teamId: grant.relationships.team.data.id,
    placeId,
    ...powersOfGrant(title, grant),
  }));
}
