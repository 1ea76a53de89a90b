import { isObject, type Json, type JsonObject, objectsOf, parseJson, stringsOf } from "../model/json";
import { type Resource, referencesIn, type Template } from "./template";
import { soleExpression, withLiteralReferences } from "./template-string";

/** One statement of an IAM policy, whether written as JSON text or as a policy document data source. */
export interface PolicyStatement {
  readonly resource: Resource;
  /** Argument that holds the policy: `policy`, `assume_role_policy` ... */
  readonly argument: string;
  readonly allows: boolean;
  readonly actions: readonly string[];
  /** Everything but these actions is meant. */
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly principals: readonly string[];
  readonly conditions: readonly PolicyCondition[];
}

interface PolicyCondition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

export interface Policies {
  readonly statements: readonly PolicyStatement[];
  /** Policies that are neither JSON text nor a policy document of the same stack: nothing can be said about them. */
  readonly unreadable: readonly { readonly resource: Resource; readonly argument: string }[];
}

/** Every policy of the stack's resources, statement by statement. */
export function policies(template: Template): Policies {
  const held = template.resources.flatMap((resource) =>
    policyArguments(resource).map((found) => ({ resource, ...found })),
  );
  const read = held.map(({ resource, argument, value }) => ({
    resource,
    argument,
    statements: statementsIn(template, value),
  }));
  return {
    statements: read.flatMap(({ resource, argument, statements }) =>
      (statements ?? []).map((statement) => ({ resource, argument, ...statement })),
    ),
    unreadable: read.filter(({ statements }) => statements === undefined),
  };
}

/** Whether the policy says what its bearer may do, rather than who may use the resource that holds it. */
export function isIdentityPolicy({ resource, argument }: PolicyStatement): boolean {
  return argument !== "assume_role_policy" && identityPolicyHolders.has(resource.type);
}

/** Whether it refuses everybody each of these actions without TLS, whatever else holds. */
export function refusesPlaintext(
  { allows, principals, actions: refused, conditions }: PolicyStatement,
  actions: readonly string[],
): boolean {
  const [plaintext, ...further] = conditions;
  return (
    !allows &&
    principals.includes("*") &&
    further.length === 0 &&
    plaintext?.test === "Bool" &&
    plaintext.variable === "aws:SecureTransport" &&
    plaintext.values.includes("false") &&
    actions.every((action) => refused.some((pattern) => isNamedBy(pattern, action)))
  );
}

function isNamedBy(pattern: string, action: string): boolean {
  return pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : pattern === action;
}

const identityPolicyHolders = new Set([
  "aws_iam_group_policy",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_user_policy",
]);

type Statement = Omit<PolicyStatement, "resource" | "argument">;

/** Types whose `policy` argument is something else: a scaling policy, a lifecycle. */
export const otherPolicies: ReadonlySet<string> = new Set([
  "aws_appautoscaling_policy",
  "aws_ecr_lifecycle_policy",
  "aws_autoscaling_policy",
]);

function policyArguments(resource: Resource): readonly { readonly argument: string; readonly value: Json }[] {
  if (otherPolicies.has(resource.type)) return [];
  const inline = objectsOf(resource.body.inline_policy).map(({ policy }) => ["inline_policy", policy] as const);
  return [
    ["policy", resource.body.policy] as const,
    ["assume_role_policy", resource.body.assume_role_policy] as const,
    ...inline,
  ].flatMap(([argument, value]) => (value === undefined || value === null ? [] : [{ argument, value }]));
}

function statementsIn(template: Template, value: Json): readonly Statement[] | undefined {
  if (typeof value !== "string") return undefined;
  if (soleExpression(value) === undefined) return statementsInText(value);
  const [address] = referencesIn(value);
  const document = template.dataSources.find((source) => source.address === address);
  if (document?.type !== "aws_iam_policy_document") return undefined;
  if (document.body.source_policy_documents !== undefined || document.body.override_policy_documents !== undefined)
    return undefined;
  return objectsOf(document.body.statement).map(statementInBlock);
}

function statementsInText(text: string): readonly Statement[] | undefined {
  try {
    const document = parseJson(withLiteralReferences(text));
    return isObject(document) ? objectsOf(document.Statement).map(statementInJson) : undefined;
  } catch {
    return undefined;
  }
}

function statementInJson(statement: JsonObject): Statement {
  const principals = statement.NotPrincipal === undefined ? statement.Principal : "*";
  return {
    allows: statement.Effect !== "Deny",
    actions: stringsOf(statement.Action),
    notActions: stringsOf(statement.NotAction),
    resources: statement.NotResource === undefined ? stringsOf(statement.Resource) : ["*"],
    principals: isObject(principals) ? Object.values(principals).flatMap(stringsOf) : stringsOf(principals),
    conditions: Object.entries(isObject(statement.Condition) ? statement.Condition : {}).flatMap(([test, variables]) =>
      Object.entries(isObject(variables) ? variables : {}).map(([variable, values]) => ({
        test,
        variable,
        values: stringsOf(values),
      })),
    ),
  };
}

function statementInBlock(statement: JsonObject): Statement {
  return {
    allows: statement.effect !== "Deny",
    actions: stringsOf(statement.actions),
    notActions: stringsOf(statement.not_actions),
    resources: statement.not_resources === undefined ? stringsOf(statement.resources) : ["*"],
    principals:
      statement.not_principals === undefined
        ? objectsOf(statement.principals).flatMap(({ identifiers }) => stringsOf(identifiers))
        : ["*"],
    conditions: objectsOf(statement.condition).map(({ test, variable, values }) => ({
      test: typeof test === "string" ? test : "",
      variable: typeof variable === "string" ? variable : "",
      values: stringsOf(values),
    })),
  };
}
