import type { JsonObject } from "../../model/json";

/** A policy of one statement, as JSON text. */
export function policyText(statement: JsonObject): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}
