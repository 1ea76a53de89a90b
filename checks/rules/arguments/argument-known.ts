import { leavesOf, tableNameOf } from "../../arguments/leaves";
import { argumentAt, argumentTable } from "../../arguments/table";
import type { Fault, Rule } from "../../rule";
import { allBlocks, type Resource } from "../../template";

const remedy = "take it out, accept it for this resource, or say in checks/arguments what holds it";

export const argumentKnown: Rule = {
  id: "argument-known",
  severity: "HIGH",
  title: "Every argument that is set is one whose harm somebody has thought about",
  why: "scanners read what they know, and pass over all else: a shell script in a provisioner, a second policy of a role",
  evaluate: (template) => allBlocks(template).flatMap(unknownIn),
};

/** Never a value: it may be a secret. */
function unknownIn(resource: Resource): readonly Fault[] {
  const type = tableNameOf(resource);
  if (!Object.hasOwn(argumentTable, type)) return [{ resource, message: `nothing is known of ${type}`, remedy }];
  const unknown = leavesOf(resource).filter(({ path }) => argumentAt(type, path) === undefined);
  return [...new Set(unknown.map(({ path }) => path))].map((path) => ({
    resource,
    message: `${path} is set, and nothing is known of it`,
    remedy,
  }));
}
