import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { ImageRepository } from "../constructs/ecr/image-repository";
import { DeliveryRole } from "../constructs/iam/delivery-role";
import { IdentityProvider } from "../constructs/iam/identity-provider";
import { ManagedPolicy } from "../constructs/iam/managed-policy";
import {
  boundaries,
  environmentBoundary,
  environmentPolicies,
  githubRoles,
  namesOfAws,
  runRoles,
  type TokenRole,
} from "../model/delivery/roles";
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
    const policies = [
      ...Object.values(limits),
      ...environments.flatMap((environment) => [
        environmentBoundary(account, environment),
        ...Object.values(environmentPolicies(account, environment)).flat(),
      ]),
    ];
    const arns = new Map(policies.map((policy) => [policy.name, new ManagedPolicy(this, policy.id, policy).arn]));
    const arnOf = (name: string) => {
      const arn = arns.get(name);
      if (arn === undefined) throw new RangeError(`a role has the policy ${name}, which is not made`);
      return arn;
    };
    const addRoles = (roles: readonly TokenRole[], provider: IdentityProvider) => {
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
