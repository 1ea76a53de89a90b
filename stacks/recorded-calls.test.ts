import { describe, expect, test } from "vitest";
import { parseTemplate } from "../checks/template";
import type { Configuration } from "../config/configuration";
import { authorize, type Call, type Caller } from "../model/authorization/authorize";
import { actionMatches } from "../model/authorization/patterns";
import { type Policy, type ResourcePolicy, readResourcePolicy, type Statement } from "../model/authorization/policy";
import { parseJson } from "../model/json";
import { fixture, fixtureNames } from "../test/helpers/fixtures";
import { accountRoles } from "../test/helpers/iam/account-roles";
import { recordedCalls } from "../test/helpers/iam/recorded-calls";
import { idleActions, idleStatements } from "../test/helpers/iam/unproven-rights";
import { cloud, stacksOf, terraformJson } from "../test/helpers/stacks";

const foreignArn = "arn:aws:ec2:us-east-1:999999999999:vpc/vpc-0";

/** A policy or boundary of roles. */
interface Document {
  /** Kinds of the roles that have it. */
  readonly where: string;
  readonly policy: Policy;
  readonly holders: readonly Holder[];
}

interface Holder {
  readonly kind: string;
  /** What the rehearsal called as the role. */
  readonly calls: readonly Call[];
  /** The role with another policy in the place of the document. */
  readonly callerWith: (policy: Policy) => Caller;
}

const roles = fixtureNames.flatMap((name) => {
  const configuration = fixture(name);
  const { accounts, environments } = configuration;
  const recorded = recordedCalls(name);
  const keyPolicy = keyPolicyOf(configuration);
  return accounts
    .flatMap((account) => accountRoles(account, environments).roles)
    .map((caller) => {
      const calls = recorded.get(caller.name) ?? [];
      return {
        kind: kindOf(caller.name),
        caller,
        calls: calls.map((call) => (isOnKey(call) ? { ...call, keyPolicy } : call)),
      };
    });
});

function isOnKey({ action, resources: [resource = ""] }: Call): boolean {
  return action.startsWith("kms:") && resource.includes(":key/");
}

/** Of the one key that an environment makes. */
function keyPolicyOf(configuration: Configuration): ResourcePolicy {
  const resources = stacksOf(configuration, cloud).flatMap((stack) => parseTemplate(terraformJson(stack)).resources);
  const keys = resources.filter(({ type }) => type === "aws_kms_key");
  return keys.flatMap(({ body }) => readResourcePolicy(parseJson(String(body.policy))));
}

/** Without the names of account and environment: `base-apply`. */
function kindOf(role: string): string {
  const kinds = ["base-plan", "base-apply", "image-push", "preflight", "release", "plan", "apply"];
  const kind = kinds.find((candidate) => role.endsWith(`-${candidate}`)) ?? role;
  return /-account-[^-]+-(plan|apply)$/.test(role) ? `account-${kind}` : kind;
}

const documents = [
  ...documentsOf((caller) =>
    caller.policies.map((policy) => ({
      policy,
      callerWith: (other: Policy) => ({
        ...caller,
        policies: caller.policies.map((own) => (own === policy ? other : own)),
      }),
    })),
  ),
  ...documentsOf((caller) =>
    caller.boundary === undefined
      ? []
      : [{ policy: caller.boundary, callerWith: (boundary: Policy) => ({ ...caller, boundary }) }],
  ).map((document) => ({ ...document, where: `boundary of ${document.where}` })),
];

/** Each of the policies once, however many roles have it; what GitHub's workflows share with runs is named after the runs. */
function documentsOf(
  policiesOf: (caller: Caller) => readonly { readonly policy: Policy; readonly callerWith: Holder["callerWith"] }[],
): readonly Document[] {
  const byText = new Map<string, { readonly policy: Policy; readonly holders: Holder[] }>();
  for (const { kind, caller, calls } of roles) {
    for (const { policy, callerWith } of policiesOf(caller)) {
      const document = byText.get(JSON.stringify(policy)) ?? { policy, holders: [] };
      document.holders.push({ kind, calls, callerWith });
      byText.set(JSON.stringify(policy), document);
    }
  }
  return [...byText.values()].map(({ policy, holders }) => {
    const kinds = [...new Set(holders.map(({ kind }) => kind))].sort();
    const ofRuns = kinds.filter((kind) => !["image-push", "preflight", "release"].includes(kind));
    return { where: (ofRuns.length === 0 ? kinds : ofRuns).join(", "), policy, holders };
  });
}

interface Change {
  readonly statement: Statement;
  readonly other: Statement;
  /** Of the calls that may be refused for it. */
  readonly actions: readonly string[];
}

/** Whether a recorded call is refused once the statement is another. */
function isMissed({ policy, holders }: Document, { statement, other, actions }: Change): boolean {
  const changed = policy.map((candidate) => (candidate === statement ? other : candidate));
  const isMeant = ({ action }: Call) => actions.some((pattern) => actionMatches(pattern, action));
  return holders.some(({ calls, callerWith }) => {
    const caller = callerWith(changed);
    return calls.filter(isMeant).some((call) => !authorize(caller, call).isAllowed);
  });
}

const allowing = documents.flatMap((document) =>
  document.policy.filter(({ effect }) => effect === "Allow").map((statement) => ({ document, statement })),
);

/** Rights by what holds them, but for those that some fixture's rehearsal would miss. */
function unmissed(rights: readonly { readonly right: string; readonly isSeen: boolean }[]): readonly string[] {
  const seen = new Set(rights.filter(({ isSeen }) => isSeen).map(({ right }) => right));
  return [...new Set(rights.map(({ right }) => right))].filter((right) => !seen.has(right)).sort();
}

describe("what the fixtures' rehearsals called", () => {
  test("is allowed to the roles that called it", () => {
    const refused = roles.flatMap(({ caller, calls }) =>
      calls.map((call) => authorize(caller, call)).flatMap((verdict) => (verdict.isAllowed ? [] : verdict.message)),
    );
    expect(refused).toEqual([]);
    expect(roles.flatMap(({ calls }) => calls).length).toBeGreaterThan(500);
  });

  test("misses each action that is taken out of a role or a boundary, but for those that are listed", () => {
    const rights = allowing.flatMap(({ document, statement }) =>
      statement.actions.patterns.map((action) => {
        const patterns = statement.actions.patterns.filter((other) => other !== action);
        const without = { ...statement, actions: { patterns, isNegated: false } };
        return {
          right: `${document.where}: ${action}`,
          isSeen: isMissed(document, { statement, other: without, actions: [action] }),
        };
      }),
    );
    expect(unmissed(rights)).toEqual(idleActions);
  });

  test("misses each statement that is narrowed to another account's resources, but for those that are listed", () => {
    const rights = allowing.map(({ document, statement }) => {
      const narrowed = { ...statement, resources: { patterns: [foreignArn], isNegated: false } };
      return {
        right: `${document.where}: ${statement.sid}`,
        isSeen: isMissed(document, { statement, other: narrowed, actions: statement.actions.patterns }),
      };
    });
    expect(unmissed(rights)).toEqual(idleStatements);
  });
});
