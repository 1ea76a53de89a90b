import { readFileSync } from "node:fs";
import { z } from "zod";

/** By kinds of roles that have the policy or the boundary, and by reason, names with blanks between them. */
const rightsSchema = z.record(z.string(), z.record(z.string(), z.string()));
const listSchema = z.strictObject({
  reasons: z.record(z.string(), z.string()),
  actions: rightsSchema,
  statements: rightsSchema,
});

const list = listSchema.parse(JSON.parse(readFileSync("test/helpers/iam/unproven-rights.json", "utf8")));

/** What can be taken out of a policy or boundary without any recorded call being refused, as it stays for a reason. */
export const idleActions = listed(list.actions);

/** Statements whose resources can be another account's without any recorded call being refused. */
export const idleStatements = listed(list.statements);

function listed(rights: z.output<typeof rightsSchema>): readonly string[] {
  const all = Object.entries(rights).flatMap(([where, byReason]) =>
    Object.entries(byReason).flatMap(([reason, names]) => {
      if (list.reasons[reason] === undefined) throw new RangeError(`${reason} is no reason of the list`);
      return names.split(" ").map((name) => `${where}: ${name}`);
    }),
  );
  return all.sort();
}
