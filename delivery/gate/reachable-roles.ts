import { isIdentityPolicy, type PolicyStatement, policies } from "../../checks/policies";
import { type Resource, referencesIn, resourcesOfType, type Template } from "../../checks/template";
import { githubHost } from "../../model/delivery/trust";
import { stringsOf } from "../../model/json";

/** A role that a token of GitHub opens, at once or by way of another role. */
export interface ReachableRole {
  readonly role: Resource;
  readonly name: string;
  /** What it may do, as far as the stacks say it. */
  readonly statements: readonly PolicyStatement[];
  /** Policies that are not in the stacks, so that nobody knows what they allow. */
  readonly foreignPolicies: readonly string[];
}

export function rolesReachableFromGithub(template: Template): readonly ReachableRole[] {
  const { statements } = policies(template);
  const trusts = statements.filter(({ argument, allows }) => argument === "assume_role_policy" && allows);
  const reached = new Set(trusts.filter((trust) => trustsGithub(template, trust)).map(({ resource }) => resource));
  let before = -1;
  while (before !== reached.size) {
    before = reached.size;
    for (const { resource, principals } of trusts) {
      if ([...reached].some((role) => principals.some((principal) => isRole(principal, role)))) reached.add(resource);
    }
  }
  return [...reached].map((role) => reachable(template, statements, role));
}

function trustsGithub(template: Template, { principals }: PolicyStatement): boolean {
  const providers = [...template.resources, ...template.dataSources].filter(
    ({ type, body }) => type === "aws_iam_openid_connect_provider" && String(body.url).includes(githubHost),
  );
  return principals.some(
    (principal) =>
      principal === "*" ||
      principal.includes(githubHost) ||
      providers.some(({ address }) => mentions(principal, address)),
  );
}

function isRole(principal: string, role: Resource): boolean {
  return mentions(principal, role.address) || principal.endsWith(`:role/${String(role.body.name)}`);
}

/** Whether an expression is about exactly this resource, and not one whose name only begins so. */
function mentions(expression: string, address: string): boolean {
  return expression.replace(/^\$\{|\}$/g, "").startsWith(`${address}.`);
}

function reachable(template: Template, statements: readonly PolicyStatement[], role: Resource): ReachableRole {
  const isOf = (value: Parameters<typeof referencesIn>[0]) =>
    referencesIn(value).includes(role.address) || stringsOf(value).includes(String(role.body.name));
  const holders = template.resources.filter(({ type, body }) => type === "aws_iam_role_policy" && isOf(body.role));
  const attached = [
    ...stringsOf(role.body.managed_policy_arns),
    ...resourcesOfType(template, "aws_iam_role_policy_attachment", "aws_iam_policy_attachment")
      .filter(({ body }) => isOf(body.role) || isOf(body.roles))
      .flatMap(({ body }) => stringsOf(body.policy_arn)),
  ];
  const known = attached.map((arn) => ({
    arn,
    policy: template.resources.find(
      ({ address, type }) => type === "aws_iam_policy" && referencesIn(arn).includes(address),
    ),
  }));
  const bearers = new Set([role, ...holders, ...known.flatMap(({ policy }) => policy ?? [])]);
  return {
    role,
    name: String(role.body.name),
    statements: statements.filter(
      (statement) => statement.allows && isIdentityPolicy(statement) && bearers.has(statement.resource),
    ),
    foreignPolicies: known.filter(({ policy }) => policy === undefined).map(({ arn }) => arn),
  };
}
