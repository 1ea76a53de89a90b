import { z } from "zod";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import type { WorkspaceFacts } from "../terraform-cloud/workspace-facts";
import { readable } from "./facts";
import { type Breach, type GateCheck, type GateFacts, proofOf } from "./proof";
import { organizationRights, type Powers, powersIn, runRights, teamRights, workspaceRights } from "./rights";

/** Of the token that is used here: in the pipeline, the pipeline's. */
export const token: GateCheck = {
  id: "token",
  title: "the token in hand cannot apply",
  prove: async (facts) => {
    const { organization } = facts.environment.account.terraformCloud;
    const client = facts.terraformCloud(facts.environment.account.terraformCloud);
    const holder = await holderOf(client, organization);
    const { read, problems } = readable(await facts.workspaces());
    const { pipeline = "one that may plan only" } = facts.environment.account.terraformCloud.teams ?? {};
    const wayOut = `give the pipeline a token of its own team, ${pipeline}, whose right is plan`;
    const runs = await Promise.all(read.map((workspace) => inNewestRun(client, workspace)));
    const found = [...holder.found, ...read.map(inWorkspace), ...runs];
    const powers = found.flatMap((place) => place.powers);
    if (powers.length > 0 && holder.isPerson && !isPipeline(facts)) {
      return {
        verdict: "unproven",
        because: `the token is ${holder.name}'s, a person's, who may ${powers[0]}; ask with the pipeline's, or in the pipeline`,
      };
    }
    const breaches = powers.map((power): Breach => ({ what: `the token of ${holder.name} may ${power}`, wayOut }));
    const unknown = found.flatMap((place) => place.problems);
    return proofOf(breaches, [...problems, ...unknown], `${holder.name} may neither apply nor change a workspace`);
  },
};

function inWorkspace({ name, permissions }: WorkspaceFacts): Powers {
  return powersIn(`workspace ${name}`, workspaceRights, permissions);
}

const newestRunSchema = z.object({
  data: z.array(z.object({ attributes: z.object({ permissions: z.record(z.string(), z.unknown()).default({}) }) })),
});

/** A second opinion, and the only one on policies where the token is a person's: it is told of no team. */
async function inNewestRun(client: TerraformCloudClient, { id, name }: WorkspaceFacts): Promise<Powers> {
  const { data } = await client.get(`/workspaces/${id}/runs?page%5Bsize%5D=1`, newestRunSchema);
  return powersIn(`workspace ${name}`, runRights, data[0]?.attributes.permissions ?? {});
}

/** Whose the token in hand is. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly isPerson: boolean;
  readonly isOfTeam: boolean;
  /** In the organization, by its own rights and by its team's. */
  readonly found: readonly Powers[];
}

/** A team's token is told apart by whose it is (Account API, `authenticated-resource`). */
const accountSchema = z.object({
  data: z.object({
    id: z.string(),
    attributes: z.object({ username: z.string(), "is-service-account": z.boolean().default(false) }),
    relationships: z
      .object({
        "authenticated-resource": z
          .object({ data: z.object({ id: z.string(), type: z.string() }).nullish() })
          .optional(),
      })
      .optional(),
  }),
});

const organizationSchema = z.object({
  data: z.object({ attributes: z.object({ permissions: z.record(z.string(), z.unknown()).default({}) }) }),
});

export const teamSchema = z.object({
  id: z.string(),
  attributes: z.object({ name: z.string(), "organization-access": z.record(z.string(), z.unknown()).default({}) }),
});

export async function holderOf(client: TerraformCloudClient, organization: string): Promise<Holder> {
  const { id, attributes, relationships } = (await client.get("/account/details", accountSchema)).data;
  const subject = relationships?.["authenticated-resource"]?.data;
  const own = await inOrganization(client, organization);
  const isOfTeam = subject?.type === "teams";
  return {
    id,
    isOfTeam,
    name: attributes.username,
    isPerson: !attributes["is-service-account"],
    found: [own, ...(isOfTeam && own.powers.length === 0 ? [await inTeam(client, organization, subject.id)] : [])],
  };
}

async function inOrganization(client: TerraformCloudClient, organization: string): Promise<Powers> {
  const found = await client.find(`/organizations/${organization}`, organizationSchema);
  const permissions = found?.data.attributes.permissions ?? {};
  // An owner has all there are.
  if (permissions["can-destroy"] === true) {
    return { powers: [`manage all of ${organization}, as its owners do`], problems: [] };
  }
  return powersIn(organization, organizationRights, permissions);
}

async function inTeam(client: TerraformCloudClient, organization: string, id: string): Promise<Powers> {
  const team = await client.find(`/teams/${id}`, z.object({ data: teamSchema }));
  return powersIn(organization, teamRights, team?.data.attributes["organization-access"] ?? {});
}

/** As GitHub and nearly every other server sets it. */
function isPipeline({ toolbox }: GateFacts): boolean {
  const { CI = "" } = toolbox.environment;
  return CI !== "" && CI !== "false";
}
