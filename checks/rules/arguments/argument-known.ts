import { leavesOf, tableNameOf } from "../../arguments/leaves";
import { argumentAt, argumentTable } from "../../arguments/table";
import type { Rule } from "../../rule";
import { allBlocks } from "../../template";

export const argumentKnown: Rule = {
  id: "argument-known",
  severity: "HIGH",
  title: "Every argument that is set is one whose harm somebody has thought about",
  why: "scanners read the arguments that they know, and pass over all others: a shell script in a provisioner, a second policy of a role",
  evaluate: (template) =>
    allBlocks(template).flatMap((resource) => {
      if (argumentTable[tableNameOf(resource)] === undefined) return [];
      const unknown = leavesOf(resource).filter(({ path }) => argumentAt(tableNameOf(resource), path) === undefined);
      return [...new Map(unknown.map(({ path, value }) => [path, value]))].map(([path, value]) => ({
        resource,
        message: `${path} is ${JSON.stringify(value)}, and nothing is known of ${tableNameOf(resource)}.${path}`,
        remedy: "take it out, or say in checks/arguments what holds it or why it does no harm",
      }));
    }),
};
