import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { loadConfiguration } from "../../../config/load";
import { cloud, stacksOf } from "../../helpers/stacks";
import { templateOf } from "../../helpers/synthesize";

/** A literal of the design document: kept, or a row of the departures. */
export interface Statement {
  readonly words: string;
  /** Fails where it is not so; without it the statement is a departure. */
  readonly kept?: () => void;
}

const stacks = new Map(stacksOf(loadConfiguration("."), cloud).map((stack) => [stack.node.id, templateOf(stack)]));

/** What AWS would be asked for, by the names of its stacks. */
export function stackNamed(name: string) {
  const stack = stacks.get(name);
  if (stack === undefined) throw new Error(`there is no stack ${name}`);
  return stack;
}

type Expected = Readonly<Record<string, unknown>>;

/** One resource of the type, or one of several, is so. */
export function made(stack: string, type: string, ...expected: readonly Expected[]): () => void {
  return () => {
    for (const each of expected) {
      expect(stackNamed(stack).resources(type)).toEqual(expect.arrayContaining([expect.objectContaining(each)]));
    }
  };
}

/** A JSON text of a resource of the type has these words. */
export function said(stack: string, type: string, ...words: readonly string[]): () => void {
  return () => {
    const texts = stackNamed(stack)
      .resources(type)
      .map((resource) => JSON.stringify(resource).replaceAll("\\", ""));
    for (const word of words) expect(texts.join("\n")).toContain(word);
  };
}

/** The task definition of the family, and the one container in it. */
export function task(stack: string, family: string, size: readonly [string, string], container: object): () => void {
  return () => {
    const found = stackNamed(stack)
      .resources("aws_ecs_task_definition")
      .find((definition) => definition.family === family);
    expect(found).toMatchObject({ cpu: size[0], memory: size[1], requires_compatibilities: ["FARGATE"] });
    expect(found).toMatchObject({ network_mode: "awsvpc" });
    expect(JSON.parse(String(found?.container_definitions))).toMatchObject([container]);
  };
}

export function variables(pairs: Readonly<Record<string, string>>) {
  const all = Object.entries(pairs).map(([name, value]) => ({ name, value }));
  return expect.arrayContaining(all);
}

/** A secret by the name that it has in Secrets Manager, and a key of it. */
export function secret(
  stack: string,
  family: string,
  name: string,
  [secretName, key]: readonly [string, string],
): () => void {
  return () => {
    const definition = stackNamed(stack)
      .resources("aws_ecs_task_definition")
      .find((each) => each.family === family);
    const [container] = JSON.parse(String(definition?.container_definitions));
    const { valueFrom } = Object(container.secrets.find((each: { readonly name: string }) => each.name === name));
    expect(String(valueFrom).replace(/^[^}]*\}/, "")).toBe(key);
    expect(stackNamed(stack).dataSources("aws_secretsmanager_secret")).toContainEqual(
      expect.objectContaining({ name: secretName }),
    );
  };
}

/** No statement of the stack's roles allows the actions on everything. */
export function narrowed(stack: string, ...actions: readonly string[]): () => void {
  return () => {
    const policies = stackNamed(stack)
      .resources("aws_iam_role_policy")
      .map(({ policy }) => JSON.parse(String(policy)));
    const statements = policies
      .flatMap(({ Statement }) => Statement)
      .filter(({ Action }) => [Action].flat().some((action: string) => actions.includes(action)));
    expect(statements).not.toEqual([]);
    for (const { Resource } of statements) expect([Resource].flat()).not.toContain("*");
  };
}

/** The words stand in the file. */
export function inFile(file: string, ...words: readonly string[]): () => void {
  return () => {
    const text = readFileSync(file, "utf8");
    for (const word of words) expect(text).toContain(word);
  };
}

/** What a container says of its logs. */
export function logged(environment: string, service: string) {
  const group = `/ecs/aldeia-${environment}-${service}`;
  const options = { "awslogs-group": group, "awslogs-region": "us-east-1", "awslogs-stream-prefix": "ecs" };
  return { logConfiguration: { logDriver: "awslogs", options } };
}
