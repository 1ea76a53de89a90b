import { conditionsHold } from "./conditions";
import { actionMatches, matches } from "./patterns";
import type { Policy, Selection, Statement } from "./policy";
import { type ContextValues, type RequestContext, requestContext } from "./request-context";

/** A role's session, as far as it decides what the session may do. */
export interface Caller {
  /** As messages name it. */
  readonly arn: string;
  readonly policies: readonly Policy[];
  /** Absent where the role has none. */
  readonly boundary: Policy | undefined;
  /** None: the session has all that the role has. */
  readonly sessionPolicies: readonly Policy[];
  readonly tags: Readonly<Record<string, string>>;
  /** Override the role's own. */
  readonly sessionTags: Readonly<Record<string, string>>;
}

/** One action on what AWS authorizes it on in one go: all of the resources have to be allowed. */
export interface Call {
  readonly action: string;
  readonly resources: readonly string[];
  readonly context: ContextValues;
}

export type Verdict =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly resource: string; readonly message: string };

/**
 * Whether AWS would let the caller make the call (IAM User Guide, "Policy evaluation logic" for requests within one account):
 * a denial of any policy counts, and then every kind of policy that there is has to allow it. Policies of resources and of an
 * organization are not part of it.
 */
export function authorize(caller: Caller, { action, resources, context }: Call): Verdict {
  const known = requestContext(context, principalTags(caller));
  for (const resource of resources) {
    const refusal = refusalOf(caller, (statement) => speaksOf(statement, action, resource, known), action);
    if (refusal === undefined) continue;
    const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${refusal}`;
    return { isAllowed: false, resource, message };
  }
  return { isAllowed: true };
}

/** Session tags override the role's (IAM User Guide, "Pass session tags in AWS STS"). */
function principalTags({ tags, sessionTags }: Caller): ContextValues {
  const all = Object.entries({ ...tags, ...sessionTags });
  return Object.fromEntries(all.map(([key, value]) => [`aws:PrincipalTag/${key}`, value]));
}

/** In AWS's words (IAM User Guide, "Troubleshoot access denied error messages"). */
function refusalOf(caller: Caller, applies: (statement: Statement) => boolean, action: string): string | undefined {
  const layers = layersOf(caller).map(({ kind, policies }) => ({ kind, statements: policies.flat().filter(applies) }));
  const has = (effect: Statement["effect"]) => (layer: { readonly statements: readonly Statement[] }) =>
    layer.statements.some((statement) => statement.effect === effect);
  const denying = layers.find(has("Deny"));
  if (denying !== undefined) {
    return `with an explicit deny in ${denying.kind.startsWith("identity") ? "an" : "a"} ${denying.kind}`;
  }
  const silent = layers.find((layer) => !has("Allow")(layer));
  return silent === undefined ? undefined : `because no ${silent.kind} allows the ${action} action`;
}

function layersOf({ policies, boundary, sessionPolicies }: Caller) {
  return [
    { kind: "identity-based policy", policies },
    ...(boundary === undefined ? [] : [{ kind: "permissions boundary", policies: [boundary] }]),
    ...(sessionPolicies.length === 0 ? [] : [{ kind: "session policy", policies: sessionPolicies }]),
  ];
}

function speaksOf(statement: Statement, action: string, resource: string, context: RequestContext): boolean {
  const { actions, resources, conditions } = statement;
  return (
    isSelected(actions, (pattern) => actionMatches(pattern, action)) &&
    isSelected(resources, (pattern) => matches(pattern, resource, context)) &&
    conditionsHold(conditions, context)
  );
}

function isSelected({ patterns, isNegated }: Selection, isMeant: (pattern: string) => boolean): boolean {
  return patterns.some(isMeant) !== isNegated;
}
