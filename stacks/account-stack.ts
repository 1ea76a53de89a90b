import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { ImageRepository } from "../constructs/ecr/image-repository";
import { DeliveryRole } from "../constructs/iam/delivery-role";
import { IdentityProvider } from "../constructs/iam/identity-provider";
import { ManagedPolicy } from "../constructs/iam/managed-policy";
import { boundaries, githubRoles, readPolicies, runRoles, type TokenRole } from "../model/delivery/roles";
import { githubAudience, githubHost, terraformCloudAudience } from "../model/delivery/trust";
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
    const { terraformCloud, github } = account;

    for (const { alias, name, keptImages } of account.repositories) {
      const repository = new ImageRepository(this, `repository-${alias}`, { name, keptImages });
      new TerraformOutput(this, `${alias}-repository-url`, { value: repository.url });
    }

    const limits = boundaries(account);
    new ManagedPolicy(this, limits.ofTasks.id, limits.ofTasks);
    const { arn: boundaryArn } = new ManagedPolicy(this, limits.ofDelivery.id, limits.ofDelivery);
    const shared = new Map(
      readPolicies(account, environments).map((policy) => [
        policy.name,
        new ManagedPolicy(this, policy.id, policy).arn,
      ]),
    );
    const addRoles = (roles: readonly TokenRole[], provider: IdentityProvider) => {
      for (const { id: roleId, sharedPolicy, trustPolicy, ...role } of roles) {
        const { arn } = new DeliveryRole(this, roleId, {
          ...role,
          trustPolicy: trustPolicy(provider.arn),
          boundaryArn,
          sharedPolicyArn: sharedPolicy === undefined ? undefined : shared.get(sharedPolicy),
        });
        new TerraformOutput(this, `${roleId}-role-arn`, { value: arn });
      }
    };

    const runs = new IdentityProvider(this, "terraform-cloud", {
      host: terraformCloud.hostname,
      audience: terraformCloudAudience,
      origin: terraformCloud.oidcProvider,
    });
    addRoles(runRoles(account, environments), runs);

    if (github !== undefined) {
      const jobs = new IdentityProvider(this, "github", {
        host: githubHost,
        audience: githubAudience,
        origin: github.oidcProvider,
      });
      addRoles(githubRoles(account, github, environments), jobs);
    }
  }
}
