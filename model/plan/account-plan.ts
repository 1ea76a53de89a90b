import { policyArn, repositoryArn, roleArn } from "../arn";
import type { KeptImages } from "../image-lifecycle";
import { accountNames, deliveryPrefix, registryHost } from "../naming";
import { accountStackName } from "../stack-names";
import { costTags } from "../tags";
import type { AccountFacts, RepositoryFacts } from "./facts";

/** An image repository: an image is built once for all environments of the account, and promoted by digest. */
export interface RepositoryPlan extends KeptImages {
  /** As services name it. */
  readonly alias: string;
  /** Name in ECR. */
  readonly name: string;
  readonly arn: string;
  /** What its images are named, without the digest. */
  readonly imageName: string;
  readonly build: RepositoryFacts["build"];
}

/** A bucket that several environments use. */
interface AccountBucketPlan {
  /** As settings name it. */
  readonly alias: string;
  readonly name: string;
  readonly arn: string;
  readonly keptVersionDays: number;
}

/** What follows from an account's settings alone. */
export interface AccountPlan {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly terraformCloud: AccountFacts["terraformCloud"];
  readonly github: AccountFacts["github"];
  readonly stack: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly registry: string;
  readonly repositories: readonly RepositoryPlan[];
  readonly buckets: readonly AccountBucketPlan[];
  readonly names: ReturnType<typeof accountNames>;
  readonly arns: {
    readonly taskBoundary: (environment: string) => string;
    readonly instanceBoundary: (environment: string) => string;
    readonly deliveryBoundary: string;
    readonly imagePushRole: string;
    readonly preflightRole: string;
    readonly planRole: (stack: string) => string;
    readonly applyRole: (stack: string) => string;
    readonly releaseRole: (environment: string) => string;
    readonly scheduleRole: (environment: string) => string;
  };
}

export function planAccount(account: AccountFacts): AccountPlan {
  const { name, accountId, region } = account;
  const stack = accountStackName(name);
  const names = accountNames(name);
  const registry = registryHost(account);
  return {
    name,
    accountId,
    region,
    terraformCloud: account.terraformCloud,
    github: account.github,
    stack,
    tags: costTags({ stack, owner: account.owner, furtherTags: account.tags }),
    registry,
    repositories: Object.entries(account.repositories).map(
      ([alias, { name: explicit, build, keptImages, keptUntaggedDays }]) => {
        const repository = explicit ?? alias;
        const arn = repositoryArn(account, repository);
        const imageName = `${registry}/${repository}`;
        return { alias, name: repository, arn, imageName, build, keptImages, keptUntaggedDays };
      },
    ),
    buckets: Object.entries(account.buckets).map(([alias, { keptVersionDays }]) => {
      // No environment's names begin so, and no stranger's end so: names of buckets are those of all of AWS.
      const bucket = `${deliveryPrefix}${name}-${alias}-${accountId}`;
      return { alias, name: bucket, arn: `arn:aws:s3:::${bucket}`, keptVersionDays };
    }),
    names,
    arns: {
      taskBoundary: (environment) => policyArn(account, names.taskBoundary(environment)),
      instanceBoundary: (environment) => policyArn(account, names.instanceBoundary(environment)),
      deliveryBoundary: policyArn(account, names.deliveryBoundary),
      imagePushRole: roleArn(account, names.imagePushRole),
      preflightRole: roleArn(account, names.preflightRole),
      planRole: (ofStack) => roleArn(account, names.planRole(ofStack)),
      applyRole: (ofStack) => roleArn(account, names.applyRole(ofStack)),
      releaseRole: (environment) => roleArn(account, names.releaseRole(environment)),
      scheduleRole: (environment) => roleArn(account, names.scheduleRole(environment)),
    },
  };
}
