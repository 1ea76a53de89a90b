import type { Plans } from "../../arguments/allowed";
import { accountIdsOf } from "../../arguments/plans";
import { isIdentityPolicy, type PolicyStatement, policies } from "../../policies";
import type { Fault, Rule } from "../../rule";
import { resourcesOfType, type Template } from "../../template";

export const resourcePolicyPrincipals: Rule = {
  id: "resource-policy-principals",
  severity: "CRITICAL",
  title: "Policies of resources let in this account, and services of AWS on its behalf",
  why: "scanners look for * alone: another account's principal, or a service that acts for other accounts, passes them",
  evaluate: (template, plans) => {
    const statements = policies(template).statements.filter(isOfResource);
    return [
      ...statements.filter(({ allows }) => allows).flatMap((statement) => strangersIn(statement, plans)),
      ...without(template, statements),
      ...lost(template, statements, plans),
    ];
  },
};

function isOfResource(statement: PolicyStatement): boolean {
  return statement.argument === "policy" && !isIdentityPolicy(statement);
}

/** Everybody is found by another rule. */
function strangersIn(statement: PolicyStatement, plans: Plans): readonly Fault[] {
  return statement.principals
    .filter((principal) => principal !== "*" && !isOwn(principal, statement, plans))
    .map((principal) => ({
      resource: statement.resource,
      message: `the policy allows ${statement.actions.join(", ")} to ${principal}${isService(principal) ? " on behalf of any account" : ""}`,
      remedy: isService(principal)
        ? "name this account in a condition on aws:SourceAccount or aws:SourceArn"
        : "name a role of this account, and let others assume it",
    }));
}

function isOwn(principal: string, statement: PolicyStatement, plans: Plans): boolean {
  if (isService(principal)) return isOnBehalfOfAccount(statement, plans);
  return (
    /^aws_iam_role\.[\w-]+\.arn$/.test(principal) ||
    accountIdsOf(plans).some((id) => principal === id || principal.startsWith(`arn:aws:iam::${id}:`))
  );
}

function isService(principal: string): boolean {
  return principal.endsWith(".amazonaws.com");
}

const exactly = ["StringEquals", "ArnEquals", "ArnLike"];

/** By a condition, or by a path that the service writes below, and that bears the account's number. */
function isOnBehalfOfAccount({ conditions, resources }: PolicyStatement, plans: Plans): boolean {
  const logGroups = plans.flatMap((plan) => plan.logGroups.map(({ arn }) => arn));
  const ids = accountIdsOf(plans);
  const named = conditions.some(
    ({ test, variable, values }) =>
      exactly.includes(test) &&
      values.length > 0 &&
      values.every((value) => {
        if (variable === "aws:SourceAccount") return ids.includes(value);
        if (variable === "aws:SourceArn") return ids.includes(value.split(":")[4] ?? "");
        return variable === "kms:EncryptionContext:aws:logs:arn" && logGroups.includes(value);
      }),
  );
  return named || resources.every((resource) => ids.some((id) => resource.endsWith(`/AWSLogs/${id}/*`)));
}

const holders = ["aws_kms_key", "aws_s3_bucket_policy", "aws_sns_topic_policy", "aws_sqs_queue_policy"];

/** What AWS then puts in its place lets others in, or nobody. */
function without(template: Template, statements: readonly PolicyStatement[]): readonly Fault[] {
  return resourcesOfType(template, ...holders)
    .filter(({ address }) => !statements.some(({ resource }) => resource.address === address))
    .map((resource) => ({
      resource,
      message: "there is no statement in its policy",
      remedy: "say who may use it",
    }));
}

/** Keys that nobody could change any more once the roles that they name are gone. */
function lost(template: Template, statements: readonly PolicyStatement[], plans: Plans): readonly Fault[] {
  const roots = accountIdsOf(plans).map((id) => `arn:aws:iam::${id}:root`);
  const keeps = ({ allows, principals, actions, conditions }: PolicyStatement) =>
    allows &&
    conditions.length === 0 &&
    principals.some((principal) => roots.includes(principal)) &&
    administration.every((action) => actions.includes(action));
  return resourcesOfType(template, "aws_kms_key")
    .filter((key) => !statements.some((statement) => statement.resource.address === key.address && keeps(statement)))
    .map((resource) => ({
      resource,
      message: "once the roles that its policy names are gone, nobody may change the key",
      remedy: `let the account itself decide on ${administration.join(" and ")}, without a condition`,
    }));
}

const administration = ["kms:Decrypt", "kms:PutKeyPolicy"];
