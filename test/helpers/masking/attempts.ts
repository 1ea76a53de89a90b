import type { StackJson } from "../../../checks/scanners/scanner";
import { type JsonObject, objectOf, objectsOf, parseJson } from "../../../model/json";
import { type Pick, seededPick } from "../seeded-random";
import { openingAttempts } from "./openings";
import { statementAttempts } from "./statements";
import { worseArguments } from "./worse-arguments";
import type { WorseBody } from "./worse-body";

/** One thing more at a place where a finding is meant or accepted already. */
export interface MaskingAttempt {
  readonly title: string;
  readonly constructPath: string;
  readonly stack: string;
  readonly body: JsonObject;
}

/** Attempts at the places by turns, each a seeded choice of what the resource's type lets somebody add or change. */
export function maskingAttempts(
  stacks: readonly StackJson[],
  places: readonly string[],
  { seed, count }: { readonly seed: number; readonly count: number },
): readonly MaskingAttempt[] {
  const pick = seededPick(seed);
  const found = stacks.flatMap(({ name, text }) =>
    resourcesIn(text)
      .filter(({ path }) => places.includes(path))
      .map((resource) => ({ stack: name, ...resource })),
  );
  return Array.from({ length: count }, (_, index): MaskingAttempt => {
    const { stack, type, path, body } = pick(found.slice(index % found.length, (index % found.length) + 1));
    const worse = pick(worseBodies(type, body, pick));
    return { title: `${path}: ${worse.title}`, constructPath: path, stack, body: worse.body };
  });
}

/** The stacks with these attempts in them, at most one at a place. */
export function withAttempts(stacks: readonly StackJson[], attempts: readonly MaskingAttempt[]): readonly StackJson[] {
  return stacks.map(({ name, text }) => {
    const json = objectOf(parseJson(text));
    const types = Object.entries(objectOf(json.resource)).map(([type, named]) => [
      type,
      Object.fromEntries(
        Object.entries(objectOf(named)).map(([id, body]) => {
          const attempt = attempts.find(({ stack, constructPath }) => stack === name && constructPath === pathOf(body));
          return [id, attempt?.body ?? body];
        }),
      ),
    ]);
    return { name, text: JSON.stringify({ ...json, resource: Object.fromEntries(types) }) };
  });
}

function worseBodies(type: string, body: JsonObject, pick: Pick): readonly WorseBody[] {
  if (type === "aws_security_group") return openingAttempts(body, pick);
  if (typeof body.policy === "string") return statementAttempts(body, body.policy, pick);
  return (worseArguments[type] ?? []).map((changes) => ({
    title: `with ${JSON.stringify(changes)}`,
    body: { ...body, ...changes },
  }));
}

function resourcesIn(text: string) {
  return Object.entries(objectOf(objectOf(parseJson(text)).resource)).flatMap(([type, named]) =>
    objectsOf(Object.values(objectOf(named))).map((body) => ({ type, body, path: pathOf(body) })),
  );
}

function pathOf(body: JsonObject[string]): string {
  return String(objectOf(objectOf(objectOf(body)["//"]).metadata).path);
}
