import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Account } from "../config/schema/account";
import type { Environment } from "../config/schema/environment";
import { ImageRepository } from "../constructs/ecr/image-repository";
import { accountStackName } from "../model/stack-names";
import { costTags } from "../model/tags";
import { AwsStack } from "./aws-stack";
import { repositories } from "./environment-facts";
import { addGithubRoles } from "./github-roles";
import { addRunRoles } from "./run-roles";
import type { Target } from "./target";

export interface AccountStackProps {
  readonly account: Account;
  /** All environments of the account. */
  readonly environments: readonly Environment[];
  readonly target: Target;
}

/** What an account has once: an image is built once and promoted by digest, and one delivery serves all environments. */
export class AccountStack extends AwsStack {
  constructor(scope: Construct, { account, environments, target }: AccountStackProps) {
    const id = accountStackName(account.name);
    const tags = costTags({ stack: id, owner: account.owner, furtherTags: account.tags });
    super(scope, id, { kind: "account", account, target, tags, deletionProtection: true });

    for (const name of repositories(environments)) {
      const repository = new ImageRepository(this, `repository-${name}`, { name });
      new TerraformOutput(this, `${name}-repository-url`, { value: repository.url });
    }

    const { deliveryBoundaryArn } = addRunRoles(this, account, environments);
    if (account.github !== undefined) {
      addGithubRoles(this, { account, github: account.github, environments, boundaryArn: deliveryBoundaryArn });
    }
  }
}
