import { type ArnScope, policyArn, roleArn } from "../arn";
import type { PolicyStatement } from "../iam-policy";
import { accountNames, deliveryPrefix } from "../naming";
import { accountStackName } from "../stack-names";
import type { ArnSets } from "./arn-set";
import { always, anywhere } from "./statements";
import { githubHost } from "./trust";

export interface AccountArnFacts extends ArnScope {
  readonly name: string;
  readonly terraformCloudHost: string;
  readonly buckets: readonly { readonly arn: string }[];
}

/** ARN of the account's one identity provider for an address. */
export function identityProviderArn(accountId: string, host: string): string {
  return `arn:aws:iam::${accountId}:oidc-provider/${host}`;
}

/** What the runs of an account's own stack may touch: its repositories, and the delivery's roles but for the guards. */
export function accountArnSets(account: AccountArnFacts): ArnSets {
  const { name, accountId, region } = account;
  const own = `${deliveryPrefix}${name}-*`;
  return {
    anywhere: anywhere(region),
    boundedRoles: {
      arns: [roleArn(account, own)],
      conditions: always({ StringEquals: { "iam:PermissionsBoundary": deliveryBoundaryArns(account) } }),
    },
    bucket: { arns: account.buckets.map(({ arn }) => arn) },
    identityProviders: {
      arns: [githubHost, account.terraformCloudHost].map((host) => identityProviderArn(accountId, host)),
    },
    policies: { arns: [policyArn(account, own)] },
    repositories: { arns: [`arn:aws:ecr:${region}:${accountId}:repository/*`] },
    roles: { arns: [roleArn(account, own)] },
  };
}

type GuardedAccount = Pick<AccountArnFacts, "name" | "accountId">;

/** What bounds the delivery's own roles. */
export function deliveryBoundaryArns(account: GuardedAccount): readonly string[] {
  const { deliveryBoundary, readBoundary, baseBoundary, runtimeBoundary } = accountNames(account.name);
  return [deliveryBoundary, readBoundary, baseBoundary, runtimeBoundary].map((name) => policyArn(account, name));
}

/** Even a run that somebody approved cannot widen what runs may do: only an administrator changes its roles and the boundaries. */
export function keepTheGuards(account: GuardedAccount): PolicyStatement {
  const names = accountNames(account.name);
  const stack = accountStackName(account.name);
  return {
    sid: "KeepTheGuards",
    effect: "Deny",
    actions: guardActions,
    resources: [
      ...[names.planRole(stack), names.applyRole(stack)].map((role) => roleArn(account, role)),
      policyArn(account, names.everyBoundary),
    ],
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
