import { conditionsHold } from "./conditions";
import { actionMatches, matches } from "./patterns";
import type { Policy, ResourcePolicy, Selection, Statement } from "./policy";
import { type ContextValues, type RequestContext, requestContext } from "./request-context";

/** A role's session, as far as it decides what the session may do. */
export interface Caller {
  /** As messages name it. */
  readonly arn: string;
  readonly roleArn: string;
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
  /** Of the KMS key that it is on: a key's policy decides before those of roles. */
  readonly keyPolicy?: ResourcePolicy | undefined;
}

export type Verdict =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly resource: string; readonly message: string };

/**
 * Whether AWS would let the caller make the call (IAM User Guide, "Policy evaluation logic" for requests within one account):
 * a denial of any policy counts, and then every kind of policy that there is has to allow it. Policies of resources other than
 * keys and of an organization are not part of it.
 */
export function authorize(caller: Caller, { action, resources, context, keyPolicy }: Call): Verdict {
  const known = requestContext(context, principalTags(caller));
  for (const resource of resources) {
    const applies = (statement: Statement) => speaksOf(statement, action, resource, known);
    const refusal = refusalOf(layersOf(caller, keyPolicy?.filter(applies)), applies, action);
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
function refusalOf(
  kinds: readonly PolicyKind[],
  applies: (statement: Statement) => boolean,
  action: string,
): string | undefined {
  const layers = kinds.map(({ kind, policies }) => ({ kind, statements: policies.flat().filter(applies) }));
  const has = (effect: Statement["effect"]) => (layer: { readonly statements: readonly Statement[] }) =>
    layer.statements.some((statement) => statement.effect === effect);
  const denying = layers.find(has("Deny"));
  if (denying !== undefined) {
    return `with an explicit deny in ${denying.kind.startsWith("identity") ? "an" : "a"} ${denying.kind}`;
  }
  const silent = layers.find((layer) => !has("Allow")(layer));
  return silent === undefined ? undefined : `because no ${silent.kind} allows the ${action} action`;
}

interface PolicyKind {
  readonly kind: string;
  readonly policies: readonly Policy[];
}

/** @param keyPolicy what the policy of the key says to the call, if it is on one */
function layersOf(caller: Caller, keyPolicy: ResourcePolicy | undefined): readonly PolicyKind[] {
  const { policies, boundary, sessionPolicies } = caller;
  const identity = { kind: "identity-based policy", policies };
  return [
    ...(keyPolicy === undefined ? [identity] : keyLayers(caller, identity, keyPolicy)),
    ...(boundary === undefined ? [] : [{ kind: "permissions boundary", policies: [boundary] }]),
    ...(sessionPolicies.length === 0 ? [] : [{ kind: "session policy", policies: sessionPolicies }]),
  ];
}

/**
 * A key's policy that names the role allows the call by itself; one that names the account lets the policies of its roles
 * decide; without either nobody may (AWS KMS Developer Guide, "Determining access to AWS KMS keys").
 */
function keyLayers({ roleArn }: Caller, identity: PolicyKind, keyPolicy: ResourcePolicy): readonly PolicyKind[] {
  const account = roleArn.replace(/:role\/.*$/, ":root");
  const ofCaller = keyPolicy.filter(({ principals }) =>
    principals.some((principal) => [roleArn, account, "*"].includes(principal)),
  );
  const key = { kind: "resource-based policy", policies: [ofCaller] };
  const isNamed = ofCaller.some(({ effect, principals }) => effect === "Allow" && principals.includes(roleArn));
  return isNamed ? [key] : [key, identity];
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
