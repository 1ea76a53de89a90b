import { isObject, type Json, type JsonObject, objectOf, objectsOf, stringsOf } from "../json";
import { assertKnownKey } from "./condition-keys";
import { type Conditions, operatorNamed } from "./conditions";

/** A policy that belongs to an identity, read for its judgement. */
export type Policy = readonly Statement[];

export interface Statement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly actions: Selection;
  readonly resources: Selection;
  readonly conditions: Conditions;
}

/** A policy that belongs to a resource: each statement with the ARNs of those that it speaks of. */
export type ResourcePolicy = readonly (Statement & { readonly principals: readonly string[] })[];

/** Patterns of what is meant, or of what is not. */
export interface Selection {
  readonly patterns: readonly string[];
  readonly isNegated: boolean;
}

/** @throws RangeError for what nobody judges here, such as an unknown condition: a policy must not pass by it */
export function readPolicy(document: Json): Policy {
  const { Version, Statement } = objectOf(document);
  if (Version !== "2012-10-17") throw new RangeError(`a policy of version ${String(Version)} is not judged here`);
  return objectsOf(Statement).map(readStatement);
}

/**
 * Statements of AWS's services are left out: no role is one.
 *
 * @throws RangeError for what nobody judges here
 */
export function readResourcePolicy(document: Json): ResourcePolicy {
  return objectsOf(objectOf(document).Statement).flatMap(({ Principal, ...statement }) => {
    const principals = Principal === "*" ? ["*"] : stringsOf(objectOf(Principal).AWS);
    return principals.length === 0 ? [] : [{ ...readStatement(statement), principals }];
  });
}

const statementElements = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

function readStatement(statement: JsonObject): Statement {
  const { Sid, Effect, Condition } = statement;
  const unknown = Object.keys(statement).find((element) => !statementElements.includes(element));
  if (unknown !== undefined) throw new RangeError(`the element ${unknown} of an identity's policy is not judged here`);
  if (Effect !== "Allow" && Effect !== "Deny") throw new RangeError(`the effect ${String(Effect)} is not judged here`);
  return {
    sid: typeof Sid === "string" ? Sid : undefined,
    effect: Effect,
    actions: selectionOf(statement, "Action"),
    resources: selectionOf(statement, "Resource"),
    conditions: readConditions(Condition),
  };
}

function selectionOf(statement: JsonObject, element: "Action" | "Resource"): Selection {
  const isNegated = `Not${element}` in statement;
  const patterns = stringsOf(statement[isNegated ? `Not${element}` : element]);
  if (patterns.length === 0) throw new RangeError(`a statement without ${element} is not judged here`);
  return { patterns, isNegated };
}

/** A condition that nobody can judge is found here, whether or not a call comes so far. */
function readConditions(condition: Json | undefined): Conditions {
  const operators = Object.entries(objectOf(condition)).map(([operator, tests]) => {
    operatorNamed(operator);
    if (!isObject(tests)) throw new RangeError(`the condition ${operator} has no keys`);
    const values = Object.entries(tests).map(([key, wanted]) => {
      assertKnownKey(key);
      return [key, stringsOf(wanted)] as const;
    });
    return [operator, Object.fromEntries(values)] as const;
  });
  return Object.fromEntries(operators);
}
