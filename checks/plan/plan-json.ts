import { z } from "zod";
import { isObject, type Json } from "../../model/json";

const json: z.ZodType<Json> = z.json();

const actionLists = {
  "no-op": "no-op",
  read: "read",
  create: "create",
  update: "update",
  delete: "destroy",
  forget: "forget",
  "delete,create": "replace",
  "create,delete": "replace",
  "create,forget": "create and forget",
} as const;

export type PlannedAction = (typeof actionLists)[keyof typeof actionLists];

const change = z.object({
  actions: z.array(z.string()),
  before: json.optional(),
  after: json.optional(),
  after_unknown: json.optional(),
  before_sensitive: json.optional(),
  after_sensitive: json.optional(),
  replace_paths: z.array(z.array(json)).optional(),
  importing: z.object({}).optional(),
});

const resourceChange = z.object({
  address: z.string().min(1),
  previous_address: z.string().optional(),
  mode: z.enum(["managed", "data"]),
  type: z.string().min(1),
  deposed: z.string().optional(),
  action_reason: z.string().optional(),
  change,
});

const noConfiguration = { root_module: { resources: [] } };

/** What the configuration sets, by argument; Terraform Cloud may leave it out. */
const configuration = z
  .object({
    root_module: z.object({
      resources: z
        .array(z.object({ address: z.string(), expressions: z.record(z.string(), json).default({}) }))
        .default([]),
    }),
  })
  .catch(noConfiguration);

const planDocument = z.object({
  terraform_version: z.string().optional(),
  errored: z.boolean().default(false),
  resource_changes: z.array(resourceChange).default([]),
  resource_drift: z.array(resourceChange).default([]),
  output_changes: z.record(z.string(), change).default({}),
  configuration: configuration.default(noConfiguration),
});

export type PlanDocument = z.output<typeof planDocument>;
export type ResourceChange = PlanDocument["resource_changes"][number];

export type PlanReading = { readonly plan: PlanDocument } | { readonly problem: string };

/** Terraform leaves out what is empty, and never all of them. */
const planParts = ["planned_values", "resource_changes", "output_changes", "configuration"];

const remedy = "make it again with: terraform show -json PLANFILE";

/** Terraform Cloud names it otherwise where it leaves sensitive values out. */
const formatVersion = z
  .object({ format_version: z.string() })
  .or(z.object({ plan_format_version: z.string() }))
  .transform((document) => ("format_version" in document ? document.format_version : document.plan_format_version));

/**
 * Reads what `terraform show -json` prints of a saved plan, or Terraform Cloud keeps of one; a document that is anything
 * less is a problem, in words.
 */
export function readPlan(text: string): PlanReading {
  const document = parsed(text);
  if (document === undefined) return { problem: `this is not whole JSON, perhaps cut off; ${remedy}` };
  const version = formatVersion.safeParse(document).data;
  if (version === undefined) return { problem: `this is not a plan's JSON: it has no format_version; ${remedy}` };
  if (!/^1\.\d+$/.test(version)) {
    return {
      problem: `the plan's format is ${shortened(version)}, and 1.x is known; use Terraform 1.x, or a newer Slipway`,
    };
  }
  if (z.object({ values: z.object({}) }).safeParse(document).success) {
    return { problem: `this is the JSON of a state, not of a plan; ${remedy}` };
  }
  if (!isObject(document) || !planParts.some((part) => Object.hasOwn(document, part))) {
    return { problem: `this says nothing of a plan, as an empty state's JSON does; ${remedy}` };
  }
  const reading = parsedPlan(document);
  if (reading === undefined) return { problem: `its values are nested too deeply to be a plan's; ${remedy}` };
  if (!reading.success) {
    const place = reading.error.issues[0]?.path.map(String).join(".") ?? "";
    return { problem: `this is not a plan's JSON: ${shortened(place)} is missing or malformed; ${remedy}` };
  }
  return meaning(reading.data);
}

/** What to do with a change; `undefined` for an action that this version does not know. */
export function plannedAction({ change: { actions } }: Pick<ResourceChange, "change">): PlannedAction | undefined {
  const known: Readonly<Record<string, PlannedAction>> = actionLists;
  const list = actions.join();
  return Object.hasOwn(known, list) ? known[list] : undefined;
}

function meaning(plan: PlanDocument): PlanReading {
  if (plan.errored) return { problem: "the plan ended in an error and is not whole; mend the error and plan again" };
  const changes = [...plan.resource_changes, ...plan.resource_drift];
  const strange = changes.find((resource) => plannedAction(resource) === undefined);
  if (strange === undefined) return { plan };
  const actions = shortened(strange.change.actions.join("+"));
  return { problem: `the plan asks for an action that is not known: ${actions}; use a newer Slipway` };
}

function parsedPlan(document: Json) {
  try {
    return planDocument.safeParse(document);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a document says of itself may be anything: only letters, digits and a few marks of it are repeated, and few. */
function shortened(text: string): string {
  return text.replaceAll(/[^\w.+-]/g, "?").slice(0, 60);
}
