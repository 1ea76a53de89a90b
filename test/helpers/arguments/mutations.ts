import { type Argument, isHeld } from "../../../checks/arguments/argument";
import { type Leaf, leavesOf, tableNameOf } from "../../../checks/arguments/leaves";
import { argumentAt, argumentTable } from "../../../checks/arguments/table";
import { argumentAsMeant } from "../../../checks/rules/arguments/argument-as-meant";
import { allBlocks, type Resource, type Template } from "../../../checks/template";
import type { Json, JsonObject } from "../../../model/json";
import { worsePolicies } from "./policy-mutations";
import { withLeaf } from "./with-leaf";

/** One block of the stacks with one argument that is worse. */
export interface Mutation {
  /** Such as `aws_lb.web: internal without it`. */
  readonly title: string;
  readonly type: string;
  readonly path: string;
  /** Such as `without it`. */
  readonly what: string;
  /** Id of the rule that holds it, though another may find it. */
  readonly holder: string;
  readonly block: Resource;
  readonly body: JsonObject;
}

/** Each held argument of each block removed, emptied, widened and replaced, and set where it is not. */
export function mutationsOf(template: Template): readonly Mutation[] {
  return allBlocks(template).flatMap((block) => {
    const leaves = leavesOf(block);
    return [...leaves.flatMap((leaf) => mutationsAt(block, leaf, leaves)), ...additionsTo(block, leaves)];
  });
}

/** The template with it. */
export function withMutation(template: Template, { block, body }: Mutation): Template {
  const mutated = (blocks: readonly Resource[]) =>
    blocks.map((found) => (found === block ? { ...found, body } : found));
  const { resources, dataSources, settings } = template;
  return { resources: mutated(resources), dataSources: mutated(dataSources), settings: mutated(settings) };
}

function mutationsAt(block: Resource, leaf: Leaf, leaves: readonly Leaf[]): readonly Mutation[] {
  const argument = argumentAt(tableNameOf(block), leaf.path);
  if (argument === undefined || "harmless" in argument) return [];
  const { path, keys, value } = leaf;
  const policies = worsePolicies(value).map(({ what, text }) => mutation(block, leaf, what, text));
  const worse = worseValues(argument, value).filter((other) => other !== value);
  const replaced = worse.map((other) => mutation(block, leaf, JSON.stringify(other), other));
  if (typeof keys.at(-1) === "number") {
    const list = keys.slice(0, -1);
    const others = leaves.filter((one) => one.path === path && isBelow(one.keys, list)).map((one) => one.value);
    if (keys.at(-1) !== 0) return replaced;
    const widened = worse.map((other) =>
      mutation(block, { path, keys: list }, `${JSON.stringify(other)} beside others`, [...others, other]),
    );
    return [...replaced, ...widened, ...removals(block, { path, keys: list }, argument, [])];
  }
  return [...policies, ...replaced, ...removals(block, leaf, argument, "")];
}

function removals(block: Resource, place: Place, { isRequired }: { readonly isRequired: boolean }, empty: Json) {
  if (!isRequired) return [];
  return [mutation(block, place, "without it", undefined), mutation(block, place, "empty", empty)];
}

/** What it must not be, where it is not set and the block that would hold it stands. */
function additionsTo(block: Resource, leaves: readonly Leaf[]): readonly Mutation[] {
  return Object.entries(argumentTable[tableNameOf(block)] ?? {}).flatMap(([path, argument]) => {
    if ("harmless" in argument || leaves.some((leaf) => leaf.path === path)) return [];
    const names = path.split(".");
    const parent = names.slice(0, -1).join(".");
    const beside = leaves.find((leaf) => parent === "" || leaf.path.startsWith(`${parent}.`));
    if (beside === undefined) return [];
    const keys = [...keysOfParent(beside, names.length - 1), names.at(-1) ?? ""];
    return worseValues(argument).map((value) => mutation(block, { path, keys }, JSON.stringify(value), value));
  });
}

/** Keys of a leaf up to its so-many-th name. */
function keysOfParent({ keys }: Leaf, names: number): readonly (string | number)[] {
  let left = names;
  const end = keys.findIndex((key) => typeof key === "string" && left-- === 0);
  return keys.slice(0, end);
}

/** @param value what stands there now */
function worseValues(argument: Exclude<Argument, { readonly harmless: string }>, value?: Json): readonly Json[] {
  if (isHeld(argument)) return argument.allowed.worse;
  return argument.worse.flatMap((worse) => {
    if (typeof worse !== "function") return [worse];
    return value === undefined ? [] : worse(value);
  });
}

type Place = Pick<Leaf, "path" | "keys">;

function mutation(block: Resource, { path, keys }: Place, what: string, value: Json | undefined): Mutation {
  const body = withLeaf(block.type, block.body, keys, value);
  const type = tableNameOf(block);
  return { title: `${block.address}: ${path} ${what}`, type, path, what, holder: holderOf(type, path), block, body };
}

function holderOf(type: string, path: string): string {
  const argument = argumentAt(type, path);
  return argument !== undefined && "heldBy" in argument ? argument.heldBy : argumentAsMeant.id;
}

function isBelow(keys: readonly (string | number)[], list: readonly (string | number)[]): boolean {
  return list.every((key, index) => keys[index] === key);
}
