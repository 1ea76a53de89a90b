import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Call } from "../../../model/authorization/authorize";
import { conditionKeyName, knownKeys } from "../../../model/authorization/condition-keys";
import { environmentTag } from "../../../model/tags";
import type { FixtureName } from "../fixtures";

const file = "test/helpers/iam/recorded-calls.json";
const linesSchema = z.record(z.string(), z.record(z.string(), z.array(z.string())));

/** By role, what a rehearsal of the fixture called, as `npm run calls` wrote it down. */
export function recordedCalls(name: FixtureName): ReadonlyMap<string, readonly Call[]> {
  const { [name]: roles = {} } = linesSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return new Map(Object.entries(roles).map(([role, lines]) => [role, lines.map(callIn)]));
}

/** Action, resource, and what of the call's facts policies may ask for: `KEY=VALUE`, or several values with bars. */
export function lineOf({ action, resources, context }: Call): string {
  const facts = Object.entries(context).filter(([key]) => isAskedFor(key));
  const texts = facts.map(([key, value]) => `${key}=${[value].flat().join("|")}`).sort();
  return [action, ...resources, ...texts].map(withoutIds).join(" ");
}

function callIn(line: string): Call {
  const [action = "", resource = "", ...facts] = line.split(" ");
  const context = facts.map((fact): [string, string | readonly string[]] => {
    const [key = "", value = ""] = fact.split(/=(.*)/s);
    return [key, value.includes("|") ? value.split("|") : value];
  });
  return { action, resources: [resource], context: Object.fromEntries(context) };
}

function isAskedFor(key: string): boolean {
  const name = conditionKeyName(key);
  return knownKeys.includes(name) && (!name.endsWith("/") || key === `${name}${environmentTag}`);
}

/** What AWS makes up is another with each rehearsal. */
function withoutIds(text: string): string {
  return text
    .replace(/(secret:.*-)[A-Za-z0-9]{6}$/, "$1AbCdEf")
    .replace(/(hostedzone\/)\w+/, "$1Z0")
    .replace(/(change\/)\w+/, "$1C0")
    .replace(/(namespace\/ns-|service\/srv-)\w+/, "$10")
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "0")
    .replace(/(?<=[-/])[0-9a-f]{16,17}\b/g, "0");
}
