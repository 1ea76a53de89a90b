import type { Json, JsonObject } from "../../../model/json";
import type { Plans } from "../../arguments/allowed";
import { type Argument, type Held, isHeld } from "../../arguments/argument";
import { leavesOf, parentsOf, tableNameOf } from "../../arguments/leaves";
import { argumentAt, argumentTable } from "../../arguments/table";
import type { Fault, Rule } from "../../rule";
import { absentResource, allBlocks, type Resource, referencesIn, resourcesOfType, type Template } from "../../template";

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
    if (!isHeld(argument) || !argument.isRequired || !stands(resource.body, argument.of ?? {})) return [];
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

/** What is planned and stands nowhere, and what lacks what belongs to it. */
function missing({ type, path, argument, template, plans }: Place): readonly Fault[] {
  if (!isHeld(argument)) return [];
  const { everyOne, everyResourceOf } = argument.allowed;
  if (everyOne === undefined && everyResourceOf === undefined) return [];
  const found = allBlocks(template)
    .filter((block) => tableNameOf(block) === type)
    .flatMap((block) => leavesOf(block).filter((leaf) => leaf.path === path))
    .map(({ value }) => value);
  const texts = found.map(String);
  const addresses = found.flatMap(referencesIn);
  return [
    ...(everyOne?.(plans) ?? [])
      .filter((text) => !texts.includes(text))
      .map((text) => fault(absentResource(type, text), `no ${type} has the ${path} ${text}`, argument)),
    ...(everyResourceOf === undefined ? [] : resourcesOfType(template, everyResourceOf))
      .filter(({ address }) => !addresses.includes(address))
      .map((resource) => fault(resource, `no ${type} belongs to it`, argument)),
  ];
}

function fault(resource: Resource, found: string, { allowed, because }: Held): Fault {
  return {
    resource,
    message: `${found}: ${because}`,
    remedy: `what does no harm is ${allowed.text}`,
  };
}

function stands(parent: JsonObject, where: JsonObject): boolean {
  return Object.entries(where).every(([name, value]) => (parent[name] ?? null) === value);
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
