import type { JsonObject } from "../../model/json";
import type { Rule } from "../rule";
import { templateOf } from "../template";

/** What the rule says of a stack with these resources, one line a fault. */
export function faults(rule: Rule, resource: JsonObject, data: JsonObject = {}): readonly string[] {
  return rule
    .evaluate(templateOf({ resource, data }), [])
    .map((fault) => `${fault.resource.address}: ${fault.message}`)
    .sort();
}
