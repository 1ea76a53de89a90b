import { isList, isObject, type Json, type JsonObject, parseJson } from "../model/json";
import { type Resource, resourcesOfType, type Template } from "./template";
import { withLiteralReferences } from "./template-string";

export interface Container {
  readonly taskDefinition: Resource;
  readonly name: string;
  /** The entry of `container_definitions`; references in it are plain text. */
  readonly definition: JsonObject;
}

/** The containers of every task definition that can be read. */
export function containers(template: Template): readonly Container[] {
  return resourcesOfType(template, "aws_ecs_task_definition").flatMap(
    (taskDefinition) => containersOf(taskDefinition) ?? [],
  );
}

/** Nothing where the definitions are not JSON text: no check can say anything about them then. */
export function containersOf(taskDefinition: Resource): readonly Container[] | undefined {
  const definitions = definitionsIn(taskDefinition.body.container_definitions);
  if (definitions === undefined) return undefined;
  return definitions.map((definition) => ({
    taskDefinition,
    name: typeof definition.name === "string" ? definition.name : "",
    definition,
  }));
}

function definitionsIn(value: Json | undefined): readonly JsonObject[] | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const definitions = parseJson(withLiteralReferences(value));
    return isList(definitions) && definitions.every(isObject) ? definitions : undefined;
  } catch {
    return undefined;
  }
}
