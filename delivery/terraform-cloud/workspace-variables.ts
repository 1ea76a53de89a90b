import { z } from "zod";
import { UserError } from "../../running/user-error";
import { ifThere, type TerraformCloudClient } from "./client";
import type { WorkspaceFacts } from "./workspace-facts";

/** An environment variable of a workspace's runs. */
export interface Variable {
  readonly id: string;
  readonly key: string;
  /** Absent where it is sensitive: it can be written, never read. */
  readonly value?: string;
  readonly isSensitive: boolean;
}

/** Variables that all workspaces of an organization get, those of a project, or the ones that a set is applied to. */
export interface VariableSet {
  /** For a person, such as `the variable set AWS`. */
  readonly title: string;
  /** Whether it overrides what the workspace itself says (Workspace variables, "Precedence with priority variable sets"). */
  readonly isPriority: boolean;
  readonly variables: readonly Variable[];
}

/** HCL for a provider, which reaches workspaces as variable sets do (OpenAPI document, `provider-sets`). */
interface ProviderSet {
  readonly name: string;
  /** Such as hashicorp/aws. */
  readonly source: string;
}

/** Everything that a run finds in its environment, and what is done to its providers. */
export interface RunVariables {
  /** The workspace's own. */
  readonly own: readonly Variable[];
  readonly sets: readonly VariableSet[];
  readonly providerSets: readonly ProviderSet[];
  /** What of it could not be read, and why. */
  readonly unread: readonly string[];
}

type Workspace = Pick<WorkspaceFacts, "id" | "name">;

/** @throws UserError where not even the workspace's own can be read */
export async function readVariables(client: TerraformCloudClient, workspace: Workspace): Promise<RunVariables> {
  const path = `/workspaces/${workspace.id}`;
  const [own, sets, providerSets, all] = await Promise.all([
    ifThere(client.list(`${path}/vars`, variableSchema)),
    readSets(client, workspace),
    // Beta: most servers do not have them, and then there is no such address.
    attempt(`the list of the provider sets of ${titled(workspace)}`, async () => {
      return (await ifThere(client.list(`${path}/provider-sets`, providerSetSchema))) ?? [];
    }),
    // A second opinion, which old servers do not give.
    attempt("", () => ifThere(client.list(`${path}/all-vars`, variableSchema))),
  ]);
  if (own === undefined) throw new UserError(`the variables of ${titled(workspace)} ${hidden}`);
  const ofWorkspace = own.flatMap(ofEnvironment);
  const known = new Set([ofWorkspace, ...sets.found.map(({ variables }) => variables)].flat().map(({ id }) => id));
  const unlisted = (all.found ?? []).flatMap(ofEnvironment).filter(({ id }) => !known.has(id));
  return {
    own: ofWorkspace,
    sets: [
      ...sets.found,
      ...(unlisted.length === 0
        ? []
        : [{ title: "a variable set that cannot be looked at", isPriority: true, variables: unlisted }]),
    ],
    providerSets: (providerSets.found ?? []).map(({ attributes }) => ({
      name: attributes.name,
      source: attributes["provider-source"],
    })),
    unread: [...sets.unread, ...providerSets.unread],
  };
}

interface Attempt<Found> {
  readonly found?: Found;
  readonly unread: readonly string[];
}

async function attempt<Found>(what: string, read: () => Promise<Found | undefined>): Promise<Attempt<Found>> {
  try {
    const found = await read();
    return found === undefined ? { unread: [`${what} ${hidden}`] } : { found, unread: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { unread: [`${what} cannot be read: ${error.message}`] };
  }
}

const hidden =
  "cannot be read: the server answers 404, as it does where there is none, or where the token's team may not read variables";

function titled({ name }: Workspace): string {
  return `workspace ${name}`;
}

async function readSets(client: TerraformCloudClient, workspace: Workspace) {
  const listed = await attempt(`the list of the variable sets of ${titled(workspace)}`, () =>
    ifThere(client.list(`/workspaces/${workspace.id}/varsets`, setSchema)),
  );
  const read = await Promise.all(
    (listed.found ?? []).map(async ({ id, attributes: { name, priority } }) => {
      const title = `the variable set ${name}`;
      const { found, unread } = await attempt(`${title} of ${titled(workspace)}`, () =>
        variablesOfSet(client, workspace, id),
      );
      return { set: { title, isPriority: priority, variables: (found ?? []).flatMap(ofEnvironment) }, unread };
    }),
  );
  return { found: read.map(({ set }) => set), unread: [...listed.unread, ...read.flatMap(({ unread }) => unread)] };
}

/** By the set's own address, which a team of the workspace may not be let to, or by the workspace's, which is younger. */
async function variablesOfSet(client: TerraformCloudClient, { id }: Workspace, set: string) {
  const path = `/varsets/${set}/relationships/vars`;
  return (
    (await ifThere(client.list(path, variableSchema))) ??
    (await ifThere(client.list(`/workspaces/${id}${path}`, variableSchema)))
  );
}

function ofEnvironment({ id, attributes }: z.output<typeof variableSchema>): readonly Variable[] {
  const { key, value, category, sensitive } = attributes;
  // The stacks declare no Terraform variables, and policies have theirs for themselves.
  if (category === "terraform" || category === "policy-set") return [];
  return [{ id, key, value: sensitive ? undefined : (value ?? ""), isSensitive: sensitive }];
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

const setSchema = z.object({
  id: z.string(),
  // Older servers have no priority.
  attributes: z.object({ name: z.string(), priority: z.boolean().default(false) }),
});

const providerSetSchema = z.object({
  attributes: z.object({ name: z.string(), "provider-source": z.string().default("") }),
});
