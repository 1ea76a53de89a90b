import { RootConstruct } from "constructs";
import { z } from "zod";
import type { Account } from "../../../config/schema/account";
import type { Environment } from "../../../config/schema/environment";
import type { Caller } from "../../../model/authorization/authorize";
import { type Policy, readPolicy } from "../../../model/authorization/policy";
import { planAccount } from "../../../model/plan/account-plan";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { AccountStack } from "../../../stacks/account-stack";
import { cloud } from "../stacks";
import { templateOf } from "../synthesize";
import { type TrustPolicy, trustPolicyOf } from "./trust";

const named = z.object({ name: z.string(), policy: z.string() });
const roleBlock = z.object({ name: z.string(), assume_role_policy: z.string(), permissions_boundary: z.string() });
const inlineBlock = z.object({ role: z.string(), policy: z.string() });
const attachmentBlock = z.object({ role: z.string(), policy_arn: z.string() });
const providerBlock = z.object({ url: z.string() });
const stackSchema = z.object({
  resource: z.object({
    aws_iam_policy: z.record(z.string(), named),
    aws_iam_role: z.record(z.string(), roleBlock),
    aws_iam_role_policy: z.record(z.string(), inlineBlock),
    aws_iam_role_policy_attachment: z.record(z.string(), attachmentBlock),
    aws_iam_openid_connect_provider: z.record(z.string(), providerBlock),
  }),
});

export interface DeliveryRoleFacts extends Caller {
  readonly name: string;
  readonly trust: TrustPolicy;
  /** How many policies are attached to it; AWS attaches ten. */
  readonly attached: number;
  /** Characters of the policies that are its own; AWS allows 10,240. */
  readonly inlineLength: number;
}

/** A policy as AWS gets it: Terraform's escape of `${` is undone, and what Terraform fills in is left as it is. */
export function policyOf(text: string): Policy {
  return readPolicy(JSON.parse(text.replaceAll("$${", "${")));
}

/** The roles of an account's stack as AWS would hold them, and whose provider a principal is. */
export function accountRoles(account: Account, environments: readonly Environment[]) {
  const props = { account: planAccount(account), environments: environments.map(planEnvironment), target: cloud };
  const template = templateOf(new AccountStack(new RootConstruct(), props));
  const { resource } = stackSchema.parse(JSON.parse(template.json));
  const policies = resource.aws_iam_policy;
  const policyAt = (reference: string) => {
    const found = Object.entries(policies).find(([id]) => reference.includes(`aws_iam_policy.${id}.`));
    if (found === undefined) throw new RangeError(`${reference} is no policy of the stack`);
    return policyOf(found[1].policy);
  };
  const roles = Object.entries(resource.aws_iam_role).map(([id, role]): DeliveryRoleFacts => {
    const isOf = ({ role: reference }: { readonly role: string }) => reference.includes(`aws_iam_role.${id}.`);
    const inline = Object.values(resource.aws_iam_role_policy).filter(isOf);
    const attached = Object.values(resource.aws_iam_role_policy_attachment).filter(isOf);
    return {
      name: role.name,
      arn: role.name,
      roleArn: `arn:aws:iam::${account.accountId}:role/${role.name}`,
      trust: trustPolicyOf(role.assume_role_policy),
      policies: [
        ...inline.map(({ policy }) => policyOf(policy)),
        ...attached.map(({ policy_arn }) => policyAt(policy_arn)),
      ],
      attached: attached.length,
      boundary: policyAt(role.permissions_boundary),
      sessionPolicies: [],
      tags: {},
      sessionTags: {},
      inlineLength: inline.map(({ policy }) => policy).join("").length,
    };
  });
  const issuerOf = (principal: string) => {
    const found = Object.entries(resource.aws_iam_openid_connect_provider).find(([id]) =>
      principal.includes(`aws_iam_openid_connect_provider.${id}.`),
    );
    return found?.[1].url.replace("https://", "") ?? principal;
  };
  return { roles, issuerOf, managed: Object.values(policies).map(({ name, policy }) => ({ name, text: policy })) };
}
