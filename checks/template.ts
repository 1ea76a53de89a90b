import { isObject, type Json, type JsonObject, objectOf, objectsOf, parseJson, stringsWithin } from "../model/json";
import { templateParts } from "./template-string";

/** One `resource` or `data` block of a stack. */
export interface Resource {
  /** As Terraform writes it: `aws_lb.ingress`, `data.aws_vpc.network`. */
  readonly address: string;
  readonly type: string;
  /** Where the program made it: `staging/ingress/load-balancer`; the address where the JSON does not say. */
  readonly constructPath: string;
  readonly body: JsonObject;
}

/** The Terraform JSON of one stack, or of all stacks of an environment, as checks read it. */
export interface Template {
  readonly resources: readonly Resource[];
  readonly dataSources: readonly Resource[];
  /** What is neither: providers, outputs, variables, the settings of Terraform. */
  readonly settings: readonly Resource[];
}

/** @throws SyntaxError when the text is not a JSON object */
export function parseTemplate(text: string): Template {
  const json = parseJson(text);
  if (!isObject(json)) throw new SyntaxError("a stack's Terraform JSON must be an object");
  return templateOf(json);
}

export function templateOf(json: JsonObject): Template {
  return {
    resources: blocksOf(json.resource, ""),
    dataSources: blocksOf(json.data, "data."),
    settings: Object.entries(json)
      .filter(([section]) => !["//", "resource", "data"].includes(section))
      .flatMap(([section, named]) =>
        Object.entries(objectOf(named)).map(([name, body]) =>
          resourceOf(`${section}.${name}`, section, { [name]: body }),
        ),
      ),
  };
}

/** Stacks that are deployed side by side, as one: what one opens, another uses. */
export function joinTemplates(templates: readonly Template[]): Template {
  return {
    resources: templates.flatMap(({ resources }) => resources),
    dataSources: templates.flatMap(({ dataSources }) => dataSources),
    settings: templates.flatMap(({ settings }) => settings),
  };
}

/** Everything that a stack consists of. */
export function allBlocks({ resources, dataSources, settings }: Template): readonly Resource[] {
  return [...resources, ...dataSources, ...settings];
}

export function resourcesOfType(template: Template, ...types: readonly string[]): readonly Resource[] {
  return template.resources.filter((resource) => types.includes(resource.type));
}

/** What stands for a resource that is not there: it is named as it would be. */
export function absentResource(type: string, name: string): Resource {
  const address = `${type} ${name}`;
  return { address, type, constructPath: address, body: {} };
}

/** Addresses of the resources and data sources that a value refers to, each once, in order. */
export function referencesIn(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  const expressions = [...stringsWithin(value)].flatMap(({ text }) =>
    templateParts(text).filter((part) => part.kind === "expression"),
  );
  return [...new Set(expressions.flatMap(({ source }) => source.match(referencePattern) ?? []))];
}

export function refersTo(value: Json | undefined, resource: Resource): boolean {
  return referencesIn(value).includes(resource.address);
}

const referencePattern = /\b(?:data\.)?aws_[a-z0-9_]+\.[A-Za-z_][A-Za-z0-9_-]*/g;

function blocksOf(section: Json | undefined, prefix: string): readonly Resource[] {
  return Object.entries(objectOf(section)).flatMap(([type, named]) =>
    Object.entries(objectOf(named)).flatMap(([name, value]) =>
      objectsOf(value).map((body) => resourceOf(`${prefix}${type}.${name}`, type, body)),
    ),
  );
}

function resourceOf(address: string, type: string, body: JsonObject): Resource {
  const { path } = objectOf(objectOf(body["//"]).metadata);
  return { address, type, constructPath: typeof path === "string" ? path : address, body };
}
