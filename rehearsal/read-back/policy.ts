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

type Statement = z.output<typeof statementSchema>;

const documentSchema = z.object({ Statement: z.array(z.unknown()) });

/** One action on one resource, with all conditions that it hangs on. */
export interface Permission {
  readonly verb: "may" | "may not";
  /** Empty in a policy that belongs to a role. */
  readonly principals: readonly string[];
  readonly action: string;
  readonly resource?: string;
  readonly conditions: readonly string[];
}

/**
 * Every combination that a policy document grants or refuses, so that it does not matter how statements are cut.
 * @param label says the ARNs that AWS makes up in the configuration's words
 * A statement that is written in another way, such as with NotAction, is said as it stands: nobody asks for one.
 */
export function permissions(document: string, label: (arn: string) => string): readonly Permission[] {
  return documentSchema.parse(JSON.parse(document)).Statement.flatMap((value) => {
    const { data: statement } = statementSchema.safeParse(value);
    if (statement === undefined) return [unreadable(value)];
    const resources = statement.Resource.length === 0 ? [undefined] : statement.Resource.map(label);
    return statement.Action.flatMap((action) =>
      resources.map(
        (resource): Permission => ({
          verb: statement.Effect === "Allow" ? "may" : "may not",
          principals: principals(statement),
          action,
          resource,
          conditions: conditions(statement),
        }),
      ),
    );
  });
}

function unreadable(statement: unknown): Permission {
  return { verb: "may", principals: [], action: `do what this says: ${JSON.stringify(statement)}`, conditions: [] };
}

/** @param holder such as `role LornuEcsTaskRole`; also who is permitted, where the policy names no principal */
export function permissionSentences(holder: string, all: readonly Permission[]): readonly string[] {
  return all.flatMap(({ verb, principals: named, action, resource, conditions: tests }) => {
    const rest = `${verb} ${action}${resource === undefined ? "" : ` on ${resource}`}${condition(tests)}`;
    return named.length === 0 ? [`${holder} ${rest}`] : named.map((principal) => `${holder}: ${principal} ${rest}`);
  });
}

/** A policy with a sentence for each statement, for the long ones. Terraform's escape of IAM's variables is undone. */
export function statementSentences(holder: string, document: string): readonly string[] {
  const read = documentSchema.parse(JSON.parse(document.replaceAll("$${", "${")));
  return read.Statement.map((value) => {
    const { data: statement } = statementSchema.safeParse(value);
    if (statement === undefined) return `${holder} may do what this says: ${JSON.stringify(value)}`;
    const named = principals(statement);
    const who = named.length === 0 ? holder : `${holder}: ${named.join(" and ")}`;
    const where = statement.Resource.length === 0 ? "" : ` on ${[...statement.Resource].sort().join(" and ")}`;
    const verb = statement.Effect === "Allow" ? "may" : "may not";
    return `${who} ${verb} ${[...statement.Action].sort().join(", ")}${where}${condition(conditions(statement))}`;
  });
}

function condition(all: readonly string[]): string {
  return all.length === 0 ? "" : ` if ${all.join(" and ")}`;
}

function principals({ Principal }: Statement): readonly string[] {
  if (Principal === undefined) return [];
  if (typeof Principal === "string") return [Principal === "*" ? "everyone" : Principal];
  return Object.values(Principal).flat();
}

function conditions({ Condition }: Statement): readonly string[] {
  return Object.entries(Condition)
    .flatMap(([operator, tests]) =>
      Object.entries(tests).map(([key, values]) => `${key} ${operator} ${[...values].sort().join(" or ")}`),
    )
    .sort();
}
