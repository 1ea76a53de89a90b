import type { PolicyStatement } from "../iam-policy";
import type { StackKind } from "../stack-names";

/**
 * Something that AWS makes up when it makes a resource (a key's id, the end of a secret's ARN): the plan says where it will
 * stand. Its own stack has it as an attribute, a later stack looks the resource up by `key`, a name or tag of ours.
 */
export interface AwsReference {
  readonly stack: StackKind;
  /** Terraform's type of the resource. */
  readonly type: string;
  /** What it is found by. */
  readonly key: string;
  readonly attribute: string;
}

/** A text that is known before anything is made, or where it will stand. */
export type PlannedText = string | AwsReference;

/** A statement whose resources, and values of conditions, may be made up by AWS. */
export interface PlannedStatement extends Omit<PolicyStatement, "resources" | "conditions"> {
  readonly resources: readonly PlannedText[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, AwsReference | string | readonly string[]>>>>;
}

/** The statement in which each reference is the text that stands there. */
export function knownStatement(
  { resources, conditions, ...statement }: PlannedStatement,
  textOf: (planned: PlannedText) => string,
): PolicyStatement {
  const known = { ...statement, resources: resources.map(textOf) };
  if (conditions === undefined) return known;
  const textIn = (value: AwsReference | string | readonly string[]) =>
    typeof value === "object" && "stack" in value ? textOf(value) : value;
  return {
    ...known,
    conditions: mapped(conditions, (values) => mapped(values, textIn)),
  };
}

function mapped<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Readonly<Record<string, Result>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

export function isReference(text: PlannedText): text is AwsReference {
  return typeof text !== "string";
}

/** The same reference is equal text, so that maps can hold it. */
export function referenceText({ stack, type, key, attribute }: AwsReference): string {
  return `${stack} ${type} ${key} ${attribute}`;
}

/** The text, or where it will stand. */
export function placeText(text: PlannedText): string {
  return isReference(text) ? referenceText(text) : text;
}

/** The environment's own key, which the base stack makes. */
export function keyReference(alias: string): AwsReference {
  return { stack: "base", type: "aws_kms_key", key: alias, attribute: "arn" };
}

/** The end of the ARN of a load balancer or a target group: what metrics of theirs are found by. */
export function arnSuffixReference(type: "aws_lb" | "aws_lb_target_group", name: string): AwsReference {
  return { stack: "runtime", type, key: name, attribute: "arn_suffix" };
}

/** A secret of Secrets Manager, whether the base stack makes it or somebody else has. */
export function secretReference(name: string): AwsReference {
  return { stack: "base", type: "aws_secretsmanager_secret", key: name, attribute: "arn" };
}
