import { typesIn } from "../aws-types/records";
import type { PolicyStatement } from "../iam-policy";
import { accountNames } from "../naming";
import type { AccountPlan } from "../plan/account-plan";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { accountStackName, baseStackName } from "../stack-names";
import { accountArnSets, keepTheGuards } from "./account-arn-sets";
import { deliveryBoundary, taskBoundary } from "./boundaries";
import { environmentArnFacts, preflightNames, releasedServices } from "./delivered-environment";
import { environmentArnSets } from "./environment-arn-sets";
import { imagePushStatements, preflightStatements, releaseStatements } from "./github-statements";
import { readStatements, writeStatements } from "./statements";
import { type GithubJob, type GithubRepository, jobTrustPolicy, runTrustPolicy } from "./trust";

/** A policy with a name of its own. */
export interface SharedPolicy {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly statements: readonly PolicyStatement[];
}

/** A role that a token opens. */
export interface TokenRole {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** @param providerArn identity provider of the role's issuer */
  readonly trustPolicy: (providerArn: string) => string;
  /** Name of a policy that it shares with others. */
  readonly sharedPolicy?: string;
  readonly statements: readonly PolicyStatement[];
}

/** What no role goes beyond: of those that runs make, and of the delivery's own. */
export function boundaries(account: AccountPlan) {
  const names = accountNames(account.name);
  return {
    ofTasks: {
      id: "boundary",
      name: names.boundary,
      description: "The most that a role can do which runs make",
      statements: taskBoundary(account),
    },
    ofDelivery: {
      id: "delivery-boundary",
      name: names.deliveryBoundary,
      description: "The most that a role of the delivery can do",
      statements: deliveryBoundary(account),
    },
  } satisfies Readonly<Record<string, SharedPolicy>>;
}

const both = ["managedIn", "lookedUpIn"] as const;

/** What the plans and applies of each environment read, of both of its stacks. */
export function readPolicies(account: AccountPlan, environments: readonly EnvironmentPlan[]): readonly SharedPolicy[] {
  return environments.map((environment) => ({
    id: `${environment.name}-read`,
    name: accountNames(account.name).readPolicy(environment.name),
    description: `What plans and applies of ${environment.name} read`,
    statements: readStatements(
      [...typesIn("base", ...both), ...typesIn("runtime", ...both)],
      environmentArnSets(environmentArnFacts(environment)),
    ),
  }));
}

type Rights = Pick<TokenRole, "sharedPolicy" | "statements">;

/** For each workspace of the account one role that plans and one that applies. */
export function runRoles(account: AccountPlan, environments: readonly EnvironmentPlan[]): readonly TokenRole[] {
  const names = accountNames(account.name);
  const role = (stack: string, phase: "plan" | "apply", rights: Rights): TokenRole => ({
    id: `${stack}-${phase}`,
    name: phase === "plan" ? names.planRole(stack) : names.applyRole(stack),
    description: `Terraform Cloud's ${phase} of ${stack}`,
    trustPolicy: (providerArn) => runTrustPolicy(account.terraformCloud, providerArn, { stack, phase }),
    ...rights,
  });
  const own = accountArnSets({ ...account, terraformCloudHost: account.terraformCloud.hostname });
  const ownReads = readStatements(typesIn("account", ...both), own);
  const ownWrites = writeStatements(typesIn("account", "managedIn"), own);
  const accountStack = accountStackName(account.name);
  return [
    role(accountStack, "plan", { statements: ownReads }),
    role(accountStack, "apply", { statements: [...ownReads, ...ownWrites, keepTheGuards(account)] }),
    ...environments.flatMap((environment) => {
      const arnSets = environmentArnSets(environmentArnFacts(environment));
      const sharedPolicy = names.readPolicy(environment.name);
      return [
        { stack: baseStackName(environment.name), kind: "base" as const },
        { stack: environment.name, kind: "runtime" as const },
      ].flatMap(({ stack, kind }) => [
        role(stack, "plan", { sharedPolicy, statements: [] }),
        role(stack, "apply", { sharedPolicy, statements: writeStatements(typesIn(kind, "managedIn"), arnSets) }),
      ]);
    }),
  ];
}

/** What GitHub's workflows may do in the account. None of these roles applies: that would only be a way round the gate. */
export function githubRoles(
  account: AccountPlan,
  github: GithubRepository,
  environments: readonly EnvironmentPlan[],
): readonly TokenRole[] {
  const names = accountNames(account.name);
  const trustPolicy = (job: GithubJob) => (providerArn: string) => jobTrustPolicy(github, providerArn, job);
  return [
    {
      id: "image-push",
      name: names.imagePushRole,
      description: "Pushes images",
      trustPolicy: trustPolicy({ workflow: "images.yml" }),
      statements: imagePushStatements(account),
    },
    {
      id: "preflight",
      name: names.preflightRole,
      description: "Reads what a deployment needs to find",
      trustPolicy: trustPolicy({ workflow: "terraform-aws.yml" }),
      statements: preflightStatements(account, preflightNames(environments)),
    },
    ...environments.map((environment) => ({
      id: `${environment.name}-release`,
      name: names.releaseRole(environment.name),
      description: `Releases images to ${environment.name}`,
      trustPolicy: trustPolicy({ workflow: "images.yml", environment: environment.name }),
      statements: releaseStatements(account, releasedServices(environment)),
    })),
  ];
}
