import { z } from "zod";
import { UserError } from "../../running/user-error";
import { ifThere, type TerraformCloudClient } from "./client";
import type { WorkspaceFacts } from "./workspace-facts";
import { refusedVariables } from "./workspace-wanted";

/** An environment variable of a workspace's runs. */
export interface Variable {
  readonly id: string;
  readonly key: string;
  /** Absent where it is sensitive: it can be written, never read. */
  readonly value?: string;
  readonly isSensitive: boolean;
}

/** Its own. @throws UserError where a set that it shares with others brings a key */
export async function readVariables(
  client: TerraformCloudClient,
  { id, name }: Pick<WorkspaceFacts, "id" | "name">,
): Promise<readonly Variable[]> {
  const [own, sets] = await Promise.all([
    client.list(`/workspaces/${id}/vars`, variableSchema),
    // Not every server has sets.
    ifThere(client.list(`/workspaces/${id}/varsets`, setSchema)),
  ]);
  for (const set of sets ?? []) {
    const variables = await client.list(`/varsets/${set.id}/relationships/vars`, variableSchema);
    const refused = variables.find(
      ({ attributes }) => attributes.category === "env" && attributes.key in refusedVariables,
    );
    if (refused === undefined) continue;
    const { key } = refused.attributes;
    throw new UserError(
      `the variable set ${set.attributes.name} gives workspace ${name} ${key}, ${refusedVariables[key]}; ` +
        "remove it there, or exclude the workspace from the set",
    );
  }
  return own
    .filter(({ attributes }) => attributes.category === "env")
    .map((variable) => {
      const { key, value, sensitive } = variable.attributes;
      return { id: variable.id, key, value: sensitive ? undefined : (value ?? ""), isSensitive: sensitive };
    });
}

const variableSchema = z.object({
  id: z.string(),
  attributes: z.object({
    key: z.string(),
    value: z.string().nullish(),
    category: z.string(),
    sensitive: z.boolean(),
  }),
});

const setSchema = z.object({ id: z.string(), attributes: z.object({ name: z.string() }) });
