import type { Finding } from "../../../checks/finding";
import { isObject, type Json, type JsonObject, objectOf, objectsOf, parseJson } from "../../../model/json";

/** One thing wrong with an otherwise good environment. */
export interface PlantedFault {
  readonly title: string;
  readonly stack: "account-shop" | "staging-base" | "staging";
  readonly plant: (stack: JsonObject) => JsonObject;
  /** What must report it. */
  readonly foundBy: { readonly scanner: Finding["scanner"]; readonly rule: string };
}

type Change = (body: JsonObject) => JsonObject;

/** Changes the one resource of the type whose name starts so. */
export function changed(type: string, name: string, change: Change): PlantedFault["plant"] {
  return (stack) => {
    const named = objectOf(objectOf(stack.resource)[type]);
    const [found, ...others] = Object.entries(named).filter(([key]) => key.startsWith(name));
    if (found === undefined || others.length > 0) throw new Error(`there is not exactly one ${type} named ${name}...`);
    return withResource(stack, type, found[0], change(objectOf(found[1])));
  };
}

export function added(type: string, body: JsonObject): PlantedFault["plant"] {
  return (stack) => withResource(stack, type, "planted", body);
}

export function removed(type: string): PlantedFault["plant"] {
  return (stack) => {
    const { [type]: found, ...others } = objectOf(stack.resource);
    if (found === undefined) throw new Error(`there is no ${type}`);
    return { ...stack, resource: others };
  };
}

/** Sets arguments of the one resource; null stands for an argument that is left out. */
export function set(type: string, name: string, values: JsonObject): PlantedFault["plant"] {
  return changed(type, name, (body) => ({ ...body, ...values }));
}

/** Changes the first statement of a policy. */
export function statement(type: string, name: string, argument: string, values: JsonObject): PlantedFault["plant"] {
  return changed(type, name, (body) => {
    const document = objectOf(parsed(body[argument]));
    const [first = {}, ...others] = objectsOf(document.Statement);
    return { ...body, [argument]: JSON.stringify({ ...document, Statement: [{ ...first, ...values }, ...others] }) };
  });
}

/** Changes the task's container. */
export function container(change: Change): PlantedFault["plant"] {
  return changed("aws_ecs_task_definition", "", (body) => ({
    ...body,
    container_definitions: JSON.stringify(objectsOf(parsed(body.container_definitions)).map(change)),
  }));
}

function parsed(value: Json | undefined): Json {
  return typeof value === "string" ? parseJson(value) : null;
}

function withResource(stack: JsonObject, type: string, name: string, body: JsonObject): JsonObject {
  const resource = objectOf(stack.resource);
  return { ...stack, resource: { ...resource, [type]: { ...objectOf(resource[type]), [name]: body } } };
}

/** Address of the one security group whose name starts so, as a reference. */
export function groupReference(stack: JsonObject, name: string): string {
  const groups = objectOf(objectOf(stack.resource).aws_security_group);
  const found = Object.keys(groups).find((key) => key.startsWith(name) && isObject(groups[key]));
  return `\${aws_security_group.${found}.id}`;
}
