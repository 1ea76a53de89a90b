import { z } from "zod";
import type { WorkspaceFacts } from "../terraform-cloud/workspace-facts";
import { readable } from "./facts";
import { type Breach, type GateCheck, type GateFacts, proofOf } from "./proof";

/** Of the token that is used here: in the pipeline, the pipeline's. */
export const token: GateCheck = {
  id: "token",
  title: "the token in hand cannot apply",
  prove: async (facts) => {
    const holder = await holderOf(facts);
    const { read, problems } = readable(await facts.workspaces());
    const { pipeline = "one that may plan only" } = facts.environment.account.terraformCloud.teams ?? {};
    const wayOut = `give the pipeline a token of its own team, ${pipeline}, whose right is plan`;
    const powers = [...organizationPowers(facts, holder), ...read.flatMap(workspacePowers)];
    if (powers.length > 0 && holder.isPerson && !isPipeline(facts)) {
      return {
        verdict: "unproven",
        because: `the token is ${holder.name}'s, a person's, who may ${powers[0]}; ask with the pipeline's, or in the pipeline`,
      };
    }
    const breaches = powers.map((power): Breach => ({ what: `the token of ${holder.name} may ${power}`, wayOut }));
    return proofOf(breaches, problems, `${holder.name} may neither apply nor change a workspace`);
  },
};

interface Holder {
  readonly name: string;
  readonly isPerson: boolean;
  /** Of the whole organization: as its owners, or by a token of its own. */
  readonly managesOrganization: boolean;
}

const accountSchema = z.object({
  data: z.object({
    attributes: z.object({ username: z.string(), "is-service-account": z.boolean().default(false) }),
  }),
});

const organizationSchema = z.object({
  data: z.object({ attributes: z.object({ permissions: z.record(z.string(), z.boolean()).default({}) }) }),
});

async function holderOf({ terraformCloud, environment }: GateFacts): Promise<Holder> {
  const place = environment.account.terraformCloud;
  const client = terraformCloud(place);
  const { attributes } = (await client.get("/account/details", accountSchema)).data;
  const organization = await client.find(`/organizations/${place.organization}`, organizationSchema);
  const permissions = organization?.data.attributes.permissions ?? {};
  return {
    name: attributes.username,
    isPerson: !attributes["is-service-account"],
    managesOrganization: organizationRights.some((right) => permissions[right] === true),
  };
}

/** Whoever has one can give itself the others. */
const organizationRights = ["can-update", "can-destroy", "can-create-team", "can-update-api-token"];

function organizationPowers({ environment }: GateFacts, { managesOrganization }: Holder): readonly string[] {
  const { organization } = environment.account.terraformCloud;
  return managesOrganization ? [`manage all of ${organization}, as its owners do`] : [];
}

const workspaceRights: readonly (readonly [string, string])[] = [
  ["can-queue-apply", "apply in"],
  ["can-update", "change the settings of"],
  ["can-update-variable", "change the variables of"],
  ["can-create-state-versions", "write the state of"],
];

function workspacePowers({ name, permissions }: WorkspaceFacts): readonly string[] {
  return workspaceRights
    .filter(([right]) => permissions[right] === true)
    .map(([, power]) => `${power} workspace ${name}`);
}

/** As GitHub and nearly every other server sets it. */
function isPipeline({ toolbox }: GateFacts): boolean {
  const { CI = "" } = toolbox.environment;
  return CI !== "" && CI !== "false";
}
