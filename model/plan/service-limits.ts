import { gzipSync } from "fflate";
import { type ArnScope, secretArnPattern } from "../arn";
import { containerDefinition } from "../container-definition";
import { userData } from "../hosts/user-data";
import { policyDocument } from "../iam-policy";
import { andList } from "../wording";
import type { EnvironmentPlan } from "./environment-plan";
import type { HostGroupPlan } from "./host-plan";
import { isReference, knownStatement, type PlannedStatement, type PlannedText } from "./planned-text";
import type { RolePlan } from "./role-plan";
import { type Problem, problem } from "./rule-facts";
import type { ServicePlan } from "./service-plan";

/** Amazon ECS Developer Guide, "Amazon ECS service quotas": task definition size. */
const taskDefinitionBytes = 64 * 1024;
/** What stands around the containers: names, roles, size, tags. */
const aroundContainersBytes = 2 * 1024;
/** IAM User Guide, "IAM and AWS STS quotas": inline policies of a role together, without white space. */
const rolePolicyCharacters = 10_240;
/** Amazon EC2 User Guide, "Run commands when you launch an EC2 instance": before it is encoded, and packed as it is sent. */
const userDataBytes = 16 * 1024;
/** By which Terraform's packing may be longer than ours. */
const packingBytes = 256;

/** What AWS would refuse for its size, as only the whole plan shows. */
export function sizeProblems(plan: EnvironmentPlan): readonly Problem[] {
  const { account, hosts } = plan;
  return [
    ...serviceProblems(plan),
    ...hosts.flatMap((group) => [
      ...problem(["services"], policyProblem([group.role], account), "key"),
      ...problem(["services"], userDataProblem(group, plan), "key"),
    ]),
  ];
}

function userDataProblem(group: HostGroupPlan, plan: EnvironmentPlan): string | undefined {
  const texts = {
    textOf: (text: PlannedText) => likeness(text, plan.account),
    discoveryServiceId: group.discovery && "srv-0123456789abcdef",
  };
  const bytes = gzipSync(new TextEncoder().encode(userData(group, plan, texts))).length + packingBytes;
  return bytes > userDataBytes
    ? `the user data of instances ${group.name} takes ${kibibytes(bytes)} KiB packed where EC2 allows ${kibibytes(userDataBytes)}; shorten variables and commands of ${andList(group.services.map(({ name }) => name))}`
    : undefined;
}

function serviceProblems({ services, account }: EnvironmentPlan): readonly Problem[] {
  return services.flatMap((service) => {
    const path = ["services", service.name];
    const bytes = definitionBytes(service, account) + aroundContainersBytes;
    return [
      ...problem(
        path,
        bytes > taskDefinitionBytes
          ? `its task definition takes ${kibibytes(bytes)} KiB where ECS allows ${kibibytes(taskDefinitionBytes)}; shorten its variables and commands`
          : undefined,
        "key",
      ),
      ...problem(path, policyProblem(rolesOf(service), account), "key"),
    ];
  });
}

function rolesOf({ role, executionRole }: ServicePlan): readonly RolePlan[] {
  return [role, ...(executionRole === undefined ? [] : [executionRole])];
}

function policyProblem(roles: readonly RolePlan[], scope: ArnScope): string | undefined {
  const longest = roles
    .map(({ name, statements }) => ({ name, length: policyLength(statements, scope) }))
    .find(({ length }) => length > rolePolicyCharacters);
  return longest === undefined
    ? undefined
    : `the policy of its role ${longest.name} takes ${longest.length} characters where IAM allows ${rolePolicyCharacters}; name fewer permissions and secrets`;
}

function policyLength(statements: readonly PlannedStatement[], scope: ArnScope): number {
  const known = statements.map((statement) => knownStatement(statement, (text) => likeness(text, scope)));
  return policyDocument(known).replaceAll(/\s/g, "").length;
}

function definitionBytes({ task, repository }: ServicePlan, scope: ArnScope): number {
  const image = `${repository.imageName}@sha256:${"0".repeat(64)}`;
  const containers = task.containers.map(({ secrets, environment, ...container }) =>
    containerDefinition({
      ...container,
      image: container.image ?? image,
      environment: Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, likeness(text, scope)])),
      secretArns: Object.fromEntries(
        secrets.map(({ variable, secret, key = "" }) => [variable, `${likeness(secret.arn, scope)}:${key}::`]),
      ),
    }),
  );
  return new TextEncoder().encode(JSON.stringify(containers)).length;
}

/** A text as long as the one that AWS will make up. */
function likeness(text: PlannedText, scope: ArnScope): string {
  if (!isReference(text)) return text;
  const { type, key } = text;
  if (type === "aws_secretsmanager_secret") return secretArnPattern(scope, key);
  return `arn:aws:kms:${scope.region}:${scope.accountId}:key/${"0".repeat(36)}`;
}

function kibibytes(bytes: number): number {
  return Math.ceil(bytes / 1024);
}
