import type { JsonObject } from "../../model/json";
import type { Plans } from "../arguments/allowed";
import type { Rule } from "../rule";
import { templateOf } from "../template";

/** What the rule says of a stack with these resources, one line a fault. */
export function faults(rule: Rule, resource: JsonObject, data: JsonObject = {}, plans: Plans = []): readonly string[] {
  return rule
    .evaluate(templateOf({ resource, data }), plans)
    .map((fault) => `${fault.resource.address}: ${fault.message}`)
    .sort();
}
