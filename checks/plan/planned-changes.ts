import { isObject, type Json, objectOf } from "../../model/json";
import type { Resource, Template } from "../template";
import { type PlanDocument, type PlannedAction, plannedAction, type ResourceChange } from "./plan-json";
import { withoutSensitive } from "./shown-part";

/** What a plan does to one resource. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly action: PlannedAction;
  /** The address that it has in the state; only where it moves. */
  readonly movedFrom?: string;
  /** An object left over from an earlier replacement. */
  readonly isDeposed: boolean;
  readonly isImported: boolean;
  /** A replacement that makes the new one first. */
  readonly createsFirst: boolean;
  /** Top-level arguments that change, sorted. */
  readonly changedArguments: readonly string[];
  /** Name of a DNS record as it is: who may change it is said by name. */
  readonly recordName?: string;
  /** Top-level arguments that force the replacement, sorted. */
  readonly replacedFor: readonly string[];
}

const order: readonly PlannedAction[] = ["destroy", "replace", "forget", "create and forget", "update", "create"];

/** Everything that changes or moves, what is lost first, then by address. Data sources and resources that stay are left out. */
export function plannedChanges(plan: PlanDocument): readonly PlannedChange[] {
  return plan.resource_changes
    .filter(({ mode }) => mode === "managed")
    .map(plannedChange)
    .filter(({ action, movedFrom, isImported }) => order.includes(action) || movedFrom !== undefined || isImported)
    .sort(
      (left, right) =>
        order.indexOf(left.action) - order.indexOf(right.action) || (left.address < right.address ? -1 : 1),
    );
}

/** Whether an object of AWS ceases to be. */
export function isLoss({ action }: PlannedChange): boolean {
  return action === "destroy" || action === "replace";
}

/** All managed resources as they are, and as they will be, in the shape that checks read; what is sensitive is not in it. */
export function templateAt(plan: PlanDocument, moment: "before" | "after"): Template {
  const resources = plan.resource_changes
    .filter(({ mode, deposed }) => mode === "managed" && deposed === undefined)
    .flatMap(({ address, type, change }): Resource[] => {
      const mark = moment === "before" ? change.before_sensitive : change.after_sensitive;
      const body = withoutSensitive(change[moment] ?? null, mark);
      return isObject(body) ? [{ address, type, constructPath: address, body }] : [];
    });
  return { resources, dataSources: [], settings: [] };
}

function plannedChange(resource: ResourceChange): PlannedChange {
  const { address, type, previous_address: previous, deposed, change } = resource;
  const action = plannedAction(resource) ?? "no-op";
  return {
    address,
    type,
    action,
    ...(previous === undefined || previous === address ? {} : { movedFrom: previous }),
    isDeposed: deposed !== undefined,
    isImported: change.importing !== undefined,
    createsFirst: change.actions[0] === "create" && action === "replace",
    changedArguments: action === "update" || action === "replace" ? changedArguments(resource) : [],
    ...recordName(resource),
    replacedFor:
      action === "replace" ? [...new Set((change.replace_paths ?? []).map(([first]) => String(first)))].sort() : [],
  };
}

function recordName({ type, change }: ResourceChange): Pick<PlannedChange, "recordName"> {
  const { name } = objectOf(change.before);
  return type === "aws_route53_record" && typeof name === "string" ? { recordName: name } : {};
}

function changedArguments({ change }: ResourceChange): readonly string[] {
  const before = objectOf(change.before);
  const after = objectOf(change.after);
  const unknown = objectOf(change.after_unknown);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown)])];
  return names.filter((name) => isUnknown(unknown[name]) || !equal(before[name], after[name])).sort();
}

/** Terraform marks what it will know only later with `true`, at any depth. */
export function isUnknown(mark: Json | undefined): boolean {
  if (mark === true) return true;
  if (mark === undefined || mark === null || typeof mark !== "object") return false;
  return Object.values(mark).some((inner: Json) => isUnknown(inner));
}

function equal(left: Json | undefined, right: Json | undefined): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}
