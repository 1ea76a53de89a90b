import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Account } from "../config/schema/account";
import { ImageRepository } from "../constructs/ecr/image-repository";
import { accountStackName } from "../model/stack-names";
import { costTags } from "../model/tags";
import { AwsStack } from "./aws-stack";
import type { Target } from "./target";

export interface AccountStackProps {
  readonly account: Account;
  /** Image repositories of all environments of the account: an image is built once and promoted by digest. */
  readonly repositories: readonly string[];
  readonly target: Target;
}

/** What an account has once. */
export class AccountStack extends AwsStack {
  constructor(scope: Construct, { account, repositories, target }: AccountStackProps) {
    const id = accountStackName(account.name);
    const tags = costTags({ stack: id, owner: account.owner, furtherTags: account.tags });
    super(scope, id, { account, target, tags, deletionProtection: true });

    for (const name of repositories) {
      const repository = new ImageRepository(this, `repository-${name}`, { name });
      new TerraformOutput(this, `${name}-repository-url`, { value: repository.url });
    }
  }
}
