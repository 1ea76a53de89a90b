import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { ImageRepository } from "../constructs/ecr/image-repository";
import { DeliveryRole } from "../constructs/iam/delivery-role";
import { IdentityProvider } from "../constructs/iam/identity-provider";
import { ManagedPolicy } from "../constructs/iam/managed-policy";
import { DataBucket } from "../constructs/s3/data-bucket";
import { sharedPolicies, tokenIssuers } from "../model/delivery/account-iam";
import { boundaries, namesOfAws } from "../model/delivery/roles";
import type { AccountPlan } from "../model/plan/account-plan";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import { AwsStack } from "./aws-stack";
import type { Target } from "./target";

export interface AccountStackProps {
  readonly account: AccountPlan;
  /** All environments of the account. */
  readonly environments: readonly EnvironmentPlan[];
  readonly target: Target;
}

/** What an account has once: an image is built once and promoted by digest, and one delivery serves all environments. */
export class AccountStack extends AwsStack {
  constructor(scope: Construct, { account, environments, target }: AccountStackProps) {
    super(scope, account.stack, { kind: "account", account, target, tags: account.tags, deletionProtection: true });

    for (const repository of account.repositories) {
      const { url } = new ImageRepository(this, `repository-${repository.alias}`, repository);
      new TerraformOutput(this, `${repository.alias}-repository-url`, { value: url });
    }

    for (const { alias, name, keptVersionDays } of account.buckets) {
      new DataBucket(this, `bucket-${alias}`, { name, keptVersionDays, kmsKeyArn: undefined });
    }

    const limits = boundaries(account);
    const arns = new Map(
      sharedPolicies(account, environments).map((policy) => [
        policy.name,
        new ManagedPolicy(this, policy.id, policy).arn,
      ]),
    );
    const arnOf = (name: string) => {
      const arn = arns.get(name);
      if (arn === undefined) throw new RangeError(`a role has the policy ${name}, which is not made`);
      return arn;
    };
    for (const { id: issuerId, roles, ...issuer } of tokenIssuers(account, environments)) {
      const provider = new IdentityProvider(this, issuerId, issuer);
      for (const { id: roleId, boundary, policies: attached, trustPolicy, ...role } of roles) {
        const { arn } = new DeliveryRole(this, roleId, {
          ...role,
          reason: namesOfAws,
          trustPolicy: trustPolicy(provider.arn),
          boundaryArn: arnOf(limits[boundary].name),
          policyArns: attached.map(arnOf),
        });
        new TerraformOutput(this, `${roleId}-role-arn`, { value: arn });
      }
    }
  }
}
