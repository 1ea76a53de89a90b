import { z } from "zod";

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.union([z.string(), z.record(z.string(), oneOrMany)]).optional(),
  Action: oneOrMany,
  Resource: oneOrMany.default([]),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMany)).default({}),
});

const documentSchema = z.object({ Statement: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]) });

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** One action on one resource, with all conditions that it hangs on. */
export interface Permission {
  readonly verb: "may" | "may not";
  /** Empty in a policy that belongs to a role. */
  readonly principals: readonly string[];
  readonly action: string;
  /** Absent in a trust policy. */
  readonly resource: string | undefined;
  readonly conditions: readonly Condition[];
}

/**
 * Every combination that a policy document grants or refuses, so that it does not matter how statements are cut. Terraform's
 * escape of IAM's variables is undone.
 */
export function permissionsIn(document: string): readonly Permission[] {
  if (document === "") return [];
  return documentSchema.parse(JSON.parse(document.replaceAll("$${", "${"))).Statement.flatMap((value) => {
    const { data: statement } = statementSchema.safeParse(value);
    if (statement === undefined) return [unreadable(value)];
    const { Effect, Principal, Action, Resource, Condition } = statement;
    const common = {
      verb: Effect === "Allow" ? "may" : "may not",
      principals: principalsOf(Principal),
      conditions: Object.entries(Condition).flatMap(([operator, tests]) =>
        Object.entries(tests).map(([key, values]) => ({ operator, key, values: [...values].sort() })),
      ),
    } as const;
    const resources = Resource.length === 0 ? [undefined] : Resource;
    return Action.flatMap((action) =>
      resources.filter((arn) => belongsTo(action, arn)).map((resource) => ({ ...common, action, resource })),
    );
  });
}

/** A statement that is written in another way, such as with NotAction, is said as it stands: nobody asks for one. */
function unreadable(statement: unknown): Permission {
  const action = `do what this says: ${JSON.stringify(statement)}`;
  return { verb: "may", principals: [], action, resource: undefined, conditions: [] };
}

function principalsOf(principal: string | Readonly<Record<string, readonly string[]>> | undefined): readonly string[] {
  if (principal === undefined) return [];
  const all = typeof principal === "string" ? [principal] : Object.values(principal).flat();
  return all.map((one) => (one === "*" ? "everyone" : one));
}

/** One statement may name actions and resources of several services: an action knows its own service's alone. */
function belongsTo(action: string, arn: string | undefined): boolean {
  const service = arn === undefined ? undefined : /^arn:aws:([^:*]+):/.exec(arn)?.[1];
  return service === undefined || action === "*" || action.split(":")[0] === service;
}

/** Whether everything that the narrow pattern means is meant by the wide one too. */
export function covers(wide: string, narrow: string): boolean {
  let expression = expressions.get(wide);
  if (expression === undefined) {
    const escaped = wide.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
    // A star of the narrow pattern stands for any number of characters, which only a star covers.
    expression = new RegExp(`^${escaped.replaceAll("?", "[^*]").replaceAll("*", ".*")}$`);
    expressions.set(wide, expression);
  }
  return expression.test(narrow);
}

const expressions = new Map<string, RegExp>();

/** Says an ARN, or the account's number, in the plan's words. */
export type Words = (text: string) => string;

/** Rows that say who may do what: actions on one resource are joined, and then resources with the same actions. */
export function permissionRows(holder: string, permissions: readonly Permission[], inWords: Words): readonly string[] {
  const byResource = joined(
    permissions.flatMap(({ verb, principals, action, resource, conditions }) => {
      const who =
        principals.length === 0 ? [holder] : principals.map((principal) => `${holder}: ${inWords(principal)}`);
      const where = resource === undefined ? "" : inWords(resource);
      return who.map((name) => ({
        key: [`${name} ${verb}`, conditionsText(conditions, inWords), where],
        part: action,
      }));
    }),
  );
  const byActions = joined(
    byResource.map(({ key: [who = "", conditions = "", where = ""], parts }) => ({
      key: [who, parts.join(", "), conditions],
      part: where,
    })),
  );
  return byActions.map(({ key: [who, actions, conditions], parts }) => {
    const where = parts.join(", ");
    return `${who} ${actions}${where === "" ? "" : ` on ${where}`}${conditions}`;
  });
}

export function conditionsText(conditions: readonly Condition[], inWords: Words): string {
  const all = conditions.map(
    ({ operator, key, values }) => `${key} ${comparisons[operator] ?? operator} ${values.map(inWords).join(" or ")}`,
  );
  return all.length === 0 ? "" : ` if ${all.sort().join(" and ")}`;
}

const comparisons: Readonly<Record<string, string>> = {
  ArnEquals: "is",
  ArnLike: "is like",
  Bool: "is",
  StringEquals: "is",
  StringLike: "is like",
};

interface Part {
  readonly key: readonly string[];
  readonly part: string;
}

/** The parts of each key, each once and in order. */
function joined(entries: readonly Part[]) {
  const byKey = new Map<string, { readonly key: readonly string[]; readonly parts: Set<string> }>();
  for (const { key, part } of entries) {
    const text = key.join("\n");
    const known = byKey.get(text) ?? { key, parts: new Set() };
    byKey.set(text, known);
    known.parts.add(part);
  }
  return [...byKey.values()].map(({ key, parts }) => ({ key, parts: [...parts].sort() }));
}
