import { GetRoleCommand, type IAMClient, paginateListRoles, type Role } from "@aws-sdk/client-iam";
import { allOf } from "../../delivery/aws/all-of";
import { flowLogArnPattern, logGroupArn, policyArn } from "../../model/arn";
import { type PolicyStatement, policyDocument, serviceTrustPolicy } from "../../model/iam-policy";
import { accountNames } from "../../model/naming";
import { ecsTaskTrustPolicy, executionStatements, taskStatements } from "../../model/task-permissions";
import type { Area, Reading } from "./area";
import { isOfDelivery } from "./delivery";
import { type Intent, secretNames } from "./intent";
import { labels } from "./labels";
import { permissionSentences, permissions } from "./policy";
import { rightsOfRole } from "./role-rights";

interface ExpectedRole {
  readonly name: string;
  readonly trust: string;
  readonly policy: { readonly name: string; readonly statements: readonly PolicyStatement[] };
}

/** Roles of the account but for the delivery's and those that AWS services make themselves: who assumes each, and what it may do. */
export const roles: Area = { subject: "roles", expected: expectedRoles, found: foundRoles };

function expectedRoles(intent: Intent): readonly string[] {
  const { account } = intent.environment;
  const boundary = policyArn(account, accountNames(account.name).boundary);
  return [...taskRoles(intent), ...flowLogRoles(intent)].flatMap(({ name, trust, policy }) => [
    roleSentence(name),
    boundarySentence(name, boundary),
    ...trustSentences(name, trust),
    inlinePolicySentence(name, policy.name),
    ...permissionSentences(roleSentence(name), permissions(policyDocument(policy.statements), asItIs)),
  ]);
}

function taskRoles(intent: Intent): readonly ExpectedRole[] {
  const { names, service } = intent;
  const { account } = intent.environment;
  const trust = ecsTaskTrustPolicy(account);
  const facts = {
    account,
    container: service.name,
    logGroup: service.names.logGroup,
    repository: service.settings.repository,
    secretArns: secretNames(intent).map(labels.secret),
    kmsKeyArn: labels.key(names.encryptionKeyAlias),
  };
  const taskRole = service.settings.taskRoleName ?? service.names.taskRole;
  const { executionRole } = service.names;
  return [
    { name: taskRole, trust, policy: { name: taskRole, statements: taskStatements(facts) } },
    { name: executionRole, trust, policy: { name: executionRole, statements: executionStatements(facts) } },
  ];
}

function flowLogRoles({ environment: { account }, network, names }: Intent): readonly ExpectedRole[] {
  if (network?.flowLogs !== true) return [];
  const trust = serviceTrustPolicy("vpc-flow-logs.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": account.accountId },
    ArnLike: { "aws:SourceArn": flowLogArnPattern(account) },
  });
  const group = logGroupArn(account, names.flowLogGroup);
  const statements: readonly PolicyStatement[] = [
    {
      sid: "Write",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${group}:log-stream:eni-${"?".repeat(17)}-reject`],
    },
    {
      sid: "Find",
      actions: ["logs:DescribeLogGroups", "logs:DescribeLogStreams"],
      resources: [group, `${group}:log-stream:`],
    },
  ];
  return [{ name: names.flowLogRole, trust, policy: { name: "write-logs", statements } }];
}

async function foundRoles({ clients: { iam: client }, label }: Reading): Promise<readonly string[]> {
  const all = await allOf(paginateListRoles({ client }, {}), ({ Roles }) => Roles);
  const own = all.filter(({ Path, RoleName }) => !Path?.startsWith("/aws-service-role/") && !isOfDelivery(RoleName));
  const found = await Promise.all(own.map((role) => roleFindings(client, role, label)));
  return found.flat();
}

async function roleFindings(client: IAMClient, role: Role, label: Reading["label"]): Promise<readonly string[]> {
  const { RoleName = "unnamed", AssumeRolePolicyDocument = "" } = role;
  // Only this call tells the boundary.
  const { Role } = await client.send(new GetRoleCommand({ RoleName }));
  const boundary = Role?.PermissionsBoundary?.PermissionsBoundaryArn;
  const { attached, inline } = await rightsOfRole(client, RoleName);
  return [
    roleSentence(RoleName),
    ...(boundary === undefined ? [] : [boundarySentence(RoleName, boundary)]),
    ...trustSentences(RoleName, decodeURIComponent(AssumeRolePolicyDocument)),
    ...inline.map(({ name }) => inlinePolicySentence(RoleName, name)),
    ...attached.map((policy) => `role ${RoleName} has the managed policy ${policy}`),
    ...inline.flatMap(({ document }) => permissionSentences(roleSentence(RoleName), permissions(document, label))),
  ];
}

function roleSentence(role: string): string {
  return `role ${role}`;
}

function boundarySentence(role: string, boundary: string): string {
  return `role ${role} is bounded by ${boundary}`;
}

function trustSentences(role: string, document: string): readonly string[] {
  return permissionSentences(`trust of role ${role}`, permissions(document, asItIs));
}

function inlinePolicySentence(role: string, policy: string): string {
  return `role ${role} has the inline policy ${policy}`;
}

function asItIs(arn: string): string {
  return arn;
}
