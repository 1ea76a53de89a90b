import type { Json, JsonObject } from "../../../model/json";
import type { Plans } from "../../arguments/allowed";
import { type Argument, type Held, isHeld } from "../../arguments/argument";
import { leavesOf, parentsOf, tableNameOf } from "../../arguments/leaves";
import { argumentAt, argumentTable } from "../../arguments/table";
import type { Fault, Rule } from "../../rule";
import { allBlocks, type Resource, type Template } from "../../template";

export const argumentAsMeant: Rule = {
  id: "argument-as-meant",
  severity: "HIGH",
  title: "Every argument that can do harm has a value that does none, and is there where it is needed",
  why: "what is meant is known to the plan alone: scanners know no names, targets, limits and owners, and half of the arguments not at all",
  evaluate: (template, plans) => [
    ...allBlocks(template).flatMap((resource) => [...worse(resource, plans), ...absent(resource)]),
    ...Object.entries(argumentTable).flatMap(([type, known]) =>
      Object.entries(known).flatMap(([path, argument]) => missing({ type, path, argument, template, plans })),
    ),
  ],
};

function worse(resource: Resource, plans: Plans): readonly Fault[] {
  return leavesOf(resource).flatMap(({ path, value }) => {
    const argument = argumentAt(tableNameOf(resource), path);
    if (argument === undefined || !isHeld(argument) || argument.allowed.allows(value, plans)) return [];
    return [fault(resource, `${path} is ${JSON.stringify(value)}`, argument)];
  });
}

function absent(resource: Resource): readonly Fault[] {
  const known = Object.entries(argumentTable[tableNameOf(resource)] ?? {});
  return known.flatMap(([path, argument]) => {
    if (!isHeld(argument) || !argument.isRequired) return [];
    const name = path.slice(path.lastIndexOf(".") + 1);
    const { where } = argument;
    const parents = parentsOf(resource, path);
    const lacks = parents.some((parent) => isEmpty(parent[name]) && stands(parent, where ?? {}));
    return lacks || (where === undefined && parents.length === 0)
      ? [fault(resource, `${path} is not set`, argument)]
      : [];
  });
}

interface Place {
  readonly type: string;
  readonly path: string;
  readonly argument: Argument;
  readonly template: Template;
  readonly plans: Plans;
}

/** What is planned and stands nowhere. */
function missing({ type, path, argument, template, plans }: Place): readonly Fault[] {
  if (!isHeld(argument) || argument.allowed.everyOne === undefined) return [];
  const found = allBlocks(template)
    .filter((block) => tableNameOf(block) === type)
    .flatMap((block) => leavesOf(block).filter((leaf) => leaf.path === path))
    .map(({ value }) => String(value));
  return argument.allowed.everyOne(plans).flatMap((text) => {
    if (found.includes(text)) return [];
    const nowhere = { address: `${type} ${text}`, type, constructPath: `${type} ${text}`, body: {} };
    return [fault(nowhere, `no ${type} has the ${path} ${text}`, argument)];
  });
}

function fault(resource: Resource, found: string, { allowed, because }: Held): Fault {
  return {
    resource,
    message: `${found}: ${because}`,
    remedy: `what does no harm is ${allowed.text}`,
  };
}

function stands(parent: JsonObject, where: JsonObject): boolean {
  return Object.entries(where).every(([name, value]) => parent[name] === value);
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
