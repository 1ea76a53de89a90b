import { type PolicyStatement, policies } from "../../checks/policies";
import type { Template } from "../../checks/template";
import type { Breach } from "./proof";
import { type ReachableRole, rolesReachableFromGithub } from "./reachable-roles";

/** What pushing and releasing an image writes: all that a workflow may change. Stated here again, as a second opinion. */
const writesOfWorkflows: ReadonlySet<string> = new Set([
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
  "ecs:DeregisterTaskDefinition",
  "ecs:RegisterTaskDefinition",
  "ecs:TagResource",
  "ecs:UpdateService",
  "iam:PassRole",
  "ssm:PutParameter",
]);

/** AWS cannot narrow the one to a resource, and is reported to refuse the other on all resources where it is narrowed. */
const withoutResource: ReadonlySet<string> = new Set(["ecs:DeregisterTaskDefinition", "ecs:RegisterTaskDefinition"]);

const reading = /^[a-z0-9-]+:(BatchCheck|BatchGet|Describe|Get|List)[A-Za-z*]*$/;

/** Ways from a workflow to an apply, and tokens that are taken from more than they are meant for. */
export function roleBreaches(template: Template): readonly Breach[] {
  return [...rolesReachableFromGithub(template).flatMap(rightBreaches), ...subjectBreaches(template)];
}

function rightBreaches({ name, statements, foreignPolicies }: ReachableRole): readonly Breach[] {
  const wayOut = "take it away: what changes AWS is a run that waits for a person";
  const rights = [...new Set(statements.flatMap(forbiddenRights))];
  return [
    ...rights.map((right) => ({ what: `role ${name}, which GitHub reaches, may ${right}`, wayOut })),
    ...foreignPolicies.map((policy) => ({
      what: `role ${name}, which GitHub reaches, has the policy ${policy}, which is none of the stacks'`,
      wayOut,
    })),
  ];
}

function forbiddenRights({ actions, notActions, resources }: PolicyStatement): readonly string[] {
  const everywhere = resources.includes("*");
  return [
    ...(notActions.length > 0 ? ["do everything but a few things"] : []),
    ...actions
      .filter((action) => !reading.test(action))
      .flatMap((action) => {
        if (!writesOfWorkflows.has(action)) return [action];
        return everywhere && !withoutResource.has(action) ? [`${action} on everything`] : [];
      }),
  ];
}

function subjectBreaches(template: Template): readonly Breach[] {
  return policies(template)
    .statements.filter(
      ({ argument, allows, actions }) => argument === "assume_role_policy" && allows && actions.some(takesTokens),
    )
    .filter((trust) => !namesSubjects(trust))
    .map(({ resource }) => ({
      what: `role ${String(resource.body.name)} does not name the exact sub of the tokens that open it`,
      wayOut: "compare :sub by StringEquals, without * and ?",
    }));
}

function takesTokens(action: string): boolean {
  const [beginning = ""] = action.split("*");
  return action.includes("*")
    ? "sts:AssumeRoleWithWebIdentity".startsWith(beginning)
    : action === "sts:AssumeRoleWithWebIdentity";
}

function namesSubjects({ conditions }: PolicyStatement): boolean {
  return conditions.some(
    ({ test, variable, values }) =>
      test === "StringEquals" &&
      variable.endsWith(":sub") &&
      values.length > 0 &&
      values.every(
        (value) => !/[*?]/.test(value) && /^(repo:[^:]+:.+|organization:.+:run_phase:(plan|apply))$/.test(value),
      ),
  );
}
