import { type ArnScope, policyArn, roleArn } from "../arn";
import type { PolicyStatement } from "../iam-policy";
import { accountNames, deliveryPrefix } from "../naming";
import { accountStackName } from "../stack-names";
import { type ArnSets, anywhere } from "./statements";
import { githubHost } from "./trust";

export interface AccountArnFacts extends ArnScope {
  readonly name: string;
  readonly terraformCloudHost: string;
}

/** ARN of the account's one identity provider for an address. */
export function identityProviderArn(accountId: string, host: string): string {
  return `arn:aws:iam::${accountId}:oidc-provider/${host}`;
}

/** What the runs of an account's own stack may touch: its repositories, and the delivery's roles but for the guards. */
export function accountArnSets(account: AccountArnFacts): ArnSets {
  const { name, accountId, region } = account;
  const names = accountNames(name);
  const own = `${deliveryPrefix}${name}-*`;
  return {
    anywhere: anywhere(region),
    identityProviders: {
      arns: [githubHost, account.terraformCloudHost].map((host) => identityProviderArn(accountId, host)),
    },
    policies: { arns: [policyArn(account, own)] },
    repositories: { arns: [`arn:aws:ecr:${region}:${accountId}:repository/*`] },
    roles: {
      arns: [roleArn(account, own)],
      conditions: {
        create: { StringEquals: { "iam:PermissionsBoundary": policyArn(account, names.deliveryBoundary) } },
      },
    },
  };
}

type GuardedAccount = Pick<AccountArnFacts, "name" | "accountId">;

/** The stack's own two roles, and the boundaries, which an administrator alone changes. */
export function guards(account: GuardedAccount) {
  const names = accountNames(account.name);
  const stack = accountStackName(account.name);
  return {
    roles: [names.planRole(stack), names.applyRole(stack)].map((role) => roleArn(account, role)),
    boundaries: [names.boundary, names.deliveryBoundary].map((policy) => policyArn(account, policy)),
  };
}

/** Even a run that somebody approved cannot widen what runs may do. */
export function keepTheGuards(account: GuardedAccount): PolicyStatement {
  const { roles, boundaries } = guards(account);
  return {
    sid: "KeepTheGuards",
    effect: "Deny",
    actions: guardActions,
    resources: [...roles, ...boundaries],
  };
}

const guardActions = [
  "iam:AttachRolePolicy",
  "iam:CreatePolicyVersion",
  "iam:CreateRole",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
];
