import { readFileSync } from "node:fs";
import { z } from "zod";
import { conditionKeyName } from "../../../model/authorization/condition-keys";
import { actionMatches } from "../../../model/authorization/patterns";
import type { Statement } from "../../../model/authorization/policy";

const referenceSchema = z.object({
  resourceTypes: z.record(z.string(), z.string()),
  actions: z.record(z.string(), z.string()),
});
const reference = referenceSchema.parse(
  JSON.parse(readFileSync("test/helpers/iam/authorization-reference.json", "utf8")),
);

interface Action {
  readonly name: string;
  /** ARNs of what it can be limited to; none: it is allowed on `*` or not at all. */
  readonly arns: readonly string[];
  readonly keys: readonly string[];
}

const actions = Object.entries(reference.actions).map(([name, entry]): Action => {
  const [types = "", keys = ""] = entry.split("|");
  const [service = ""] = name.split(":");
  const arns = words(types).map((type) => reference.resourceTypes[`${service}:${type}`] ?? type);
  return { name, arns: arns.map((arn) => arn.replaceAll(/\$\{\w+\}/g, "*")), keys: words(keys) };
});

/** IAM User Guide, "AWS global condition context keys": in the context of every request by a role. */
const globalKeys = ["aws:PrincipalTag/", "aws:RequestedRegion"];

/** A right that the reference does not know in this form. */
export interface Doubt {
  readonly actions: readonly string[];
  readonly doubt: string;
}

/** What in a statement AWS's Service Authorization Reference does not know, or says to be without effect. */
export function doubtsAbout({ actions: selected, resources, conditions }: Statement): readonly Doubt[] {
  const arns = resources.patterns.filter((pattern) => pattern !== "*");
  const keys = Object.values(conditions).flatMap((tests) => Object.keys(tests).map(conditionKeyName));
  const named = selected.patterns.map((pattern) => ({ pattern, meant: actionsLike(pattern) }));
  return [
    ...named.filter(({ meant }) => meant.length === 0).map(({ pattern }) => doubt([pattern], "is no action")),
    ...arns.filter((arn) => !isOfKnownType(arn)).map((arn) => doubt(selected.patterns, `no resource is like ${arn}`)),
    ...named.flatMap(({ pattern, meant }) => [
      ...(meant.length === 0 || resources.patterns.includes("*") || meant.some((action) => isLimited(action, arns))
        ? []
        : [doubt([pattern], "cannot be limited to any of the resources")]),
      ...keys
        .filter((key) => meant.length > 0 && !meant.some((action) => isSupported(action, key)))
        .map((key) => doubt([pattern], `does not support ${key}`)),
    ]),
  ];
}

function doubt(actions: readonly string[], text: string): Doubt {
  return { actions, doubt: text };
}

const likes = new Map<string, readonly Action[]>();

function actionsLike(pattern: string): readonly Action[] {
  const known = likes.get(pattern) ?? actions.filter(({ name }) => actionMatches(pattern, name));
  likes.set(pattern, known);
  return known;
}

/** One statement names the resources of several actions. */
function isLimited(action: Action, arns: readonly string[]): boolean {
  return arns.some((arn) => action.arns.some((known) => arnsOverlap(known, arn)));
}

const knownArns = [...new Set(actions.flatMap(({ arns }) => arns))];
const knownTypes = new Map<string, boolean>();

function isOfKnownType(arn: string): boolean {
  const known = knownTypes.get(arn) ?? knownArns.some((type) => arnsOverlap(type, arn));
  knownTypes.set(arn, known);
  return known;
}

function isSupported({ keys }: Action, key: string): boolean {
  return globalKeys.includes(key) || keys.includes(key);
}

/** Whether any ARN is of both patterns; a star stands for text within one part. */
export function arnsOverlap(left: string, right: string): boolean {
  const others = arnParts(right);
  return arnParts(left).every((part, index) => overlap(part, others[index] ?? ""));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function overlap(left: string, right: string): boolean {
  if (left.startsWith("*")) return overlap(left.slice(1), right) || (right !== "" && overlap(left, right.slice(1)));
  if (right.startsWith("*")) return overlap(right, left);
  if (left === "" || right === "") return left === right;
  const isSame = left[0] === right[0] || left[0] === "?" || right[0] === "?";
  return isSame && overlap(left.slice(1), right.slice(1));
}

function words(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
