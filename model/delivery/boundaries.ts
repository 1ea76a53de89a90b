import { type ArnScope, policyArn, roleArn } from "../arn";
import { awsTypes } from "../aws-types/records";
import { calledServices, everythingOf } from "../aws-types/services";
import type { PolicyStatement } from "../iam-policy";
import { environmentTag } from "../tags";
import { guards, identityProviderArn, keepTheGuards } from "./account-arn-sets";
import { lookActions } from "./github-statements";
import { anywhere } from "./statements";

/**
 * The most that a role can do which the runs of an environment make, whatever its own policy says: write logs, pull images and
 * read the secrets of the environment that the role is tagged for. Stable on purpose: a new secret does not change it.
 */
export function taskBoundary({ accountId, region }: ArnScope): readonly PolicyStatement[] {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
  // The second dollar sign keeps Terraform from reading the variable, which is IAM's.
  const ofOwnEnvironment = { [`aws:ResourceTag/${environmentTag}`]: `$\${aws:PrincipalTag/${environmentTag}}` };
  return [
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [arn("logs", "log-group:*")],
    },
    {
      sid: "ReadSecretsOfOwnEnvironment",
      actions: ["secretsmanager:GetSecretValue"],
      resources: [arn("secretsmanager", "secret:*")],
      conditions: { StringEquals: ofOwnEnvironment },
    },
    {
      sid: "DecryptSecretsOfOwnEnvironment",
      actions: ["kms:Decrypt"],
      resources: [arn("kms", "key/*")],
      conditions: { StringEquals: { ...ofOwnEnvironment, "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
    },
    // AWS has no resource level for this action.
    { sid: "LogInToRegistry", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "PullImages",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [arn("ecr", "repository/*")],
    },
  ];
}

const iamReads = [
  "iam:GetOpenIDConnectProvider",
  "iam:GetPolicy",
  "iam:GetPolicyVersion",
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListInstanceProfilesForRole",
  "iam:ListPolicyVersions",
  "iam:ListRolePolicies",
];

const iamChanges = [
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:CreateServiceLinkedRole",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:DeleteRole",
  "iam:PassRole",
  "iam:TagPolicy",
  "iam:TagRole",
  "iam:UntagPolicy",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/** IAM knows the boundary of the role that these are about. */
const boundedChanges = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
];

/**
 * The most that a role of the delivery can do: what stacks are made of, roles within a boundary, and never a secret's value, a
 * shell in a task, or a change of what guards the delivery itself.
 */
export function deliveryBoundary(account: ArnScope & { readonly name: string }): readonly PolicyStatement[] {
  const { accountId, region } = account;
  const services = calledServices([...awsTypes.values()]);
  const own = [roleArn(account, "*"), policyArn(account, "*"), identityProviderArn(accountId, "*")];
  return [
    {
      sid: "UseServices",
      actions: services.map((service) => `${service}:*`),
      resources: services.flatMap((service) => everythingOf(service, account)),
    },
    ...withoutResource(region),
    { sid: "ManageRolesAndPolicies", actions: [...iamReads, ...iamChanges], resources: own },
    {
      sid: "MakeBoundedRoles",
      actions: boundedChanges,
      resources: own,
      conditions: { StringEquals: { "iam:PermissionsBoundary": guards(account).boundaries } },
    },
    {
      sid: "NoSecretsNoShells",
      effect: "Deny",
      actions: ["ecs:ExecuteCommand", "kms:Decrypt", "secretsmanager:GetSecretValue"],
      resources: ["*"],
    },
    keepTheGuards(account),
  ];
}

/** Whatever stacks and GitHub need that AWS cannot narrow to a resource. */
function withoutResource(region: string): readonly PolicyStatement[] {
  const callsAnywhere = [...awsTypes.values()].flatMap(({ calls }) => calls.filter(({ on }) => on === "anywhere"));
  const ofStacks = callsAnywhere.flatMap(({ actions }) => actions);
  const ofGithub = [...lookActions, "ecr:GetAuthorizationToken", "ecs:ListTaskDefinitions"];
  const { arns, conditions } = anywhere(region);
  return [
    {
      sid: "UseWhatHasNoResource",
      actions: [...new Set([...ofStacks, ...ofGithub])].sort(),
      resources: [...arns],
      conditions: conditions?.read,
    },
  ];
}
