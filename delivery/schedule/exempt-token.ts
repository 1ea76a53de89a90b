import { z } from "zod";
import { UserError } from "../../running/user-error";
import { powersIn, workspaceRights } from "../gate/rights";
import { holderOf } from "../gate/token";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import type { StackWorkspace } from "../terraform-cloud/workspace-of-stack";

const workspaceSchema = z.object({
  attributes: z.object({ name: z.string(), permissions: z.record(z.string(), z.unknown()).default({}) }),
});

/**
 * Holds the token in hand to be the exempt one: of a team, in sight of this one workspace, with the right to apply there and with
 * no other that leads around the gate.
 *
 * @returns its user, by which the server says who made and who confirmed a run
 * @throws UserError where it may more, or nobody knows what it may
 */
export async function exemptToken(
  client: TerraformCloudClient,
  { organization, name }: StackWorkspace,
): Promise<string> {
  const holder = await holderOf(client, organization);
  const seen = await client.list(`/organizations/${organization}/workspaces`, workspaceSchema);
  const place = `workspace ${name}`;
  const applies = `apply in ${place}`;
  const own = seen.find(({ attributes }) => attributes.name === name)?.attributes.permissions ?? {};
  const found = [...holder.found, powersIn(place, workspaceRights, own)];
  const powers = found.flatMap((each) => each.powers);
  const others = seen.filter(({ attributes }) => attributes.name !== name).map(({ attributes }) => attributes.name);
  const beyond = [
    ...(holder.isOfTeam && !holder.isPerson
      ? []
      : ["is of no team: scheduled runs need a team, and an edition with teams"]),
    ...(powers.includes(applies) ? [] : [`may not ${applies}`]),
    ...powers.filter((power) => power !== applies).map((power) => `may ${power}`),
    ...others.map((other) => `sees workspace ${other}`),
    ...found.flatMap(({ problems }) => problems),
  ];
  if (beyond.length === 0) return holder.id;
  throw new UserError(
    `the token of ${holder.name} is not one that scheduled runs of ${name} may be confirmed with: ${beyond.join("; ")}`,
  );
}
