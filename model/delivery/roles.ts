import type { DesignReason } from "../design";
import type { PolicyStatement } from "../iam-policy";
import { accountNames } from "../naming";
import type { AccountPlan } from "../plan/account-plan";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { accountStackName, baseStackName } from "../stack-names";
import { accountArnSets, keepTheGuards } from "./account-arn-sets";
import { applyBoundary, deliveryBoundary, readBoundary } from "./boundaries";
import { environmentRights, preflightNames, releasedServices } from "./delivered-environment";
import { imagePushStatements, preflightStatements } from "./github-statements";
import { instanceBoundary } from "./instance-boundary";
import { packed } from "./policy-size";
import { releaseStatements } from "./release-statements";
import { readRights, writeRights } from "./rights";
import { taskBoundary } from "./task-boundary";
import { type GithubJob, type GithubRepository, jobTrustPolicy, runTrustPolicy, scheduleJob } from "./trust";

/** A policy with a name of its own. */
export interface SharedPolicy {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly statements: readonly PolicyStatement[];
  readonly reason: DesignReason;
}

/** A role that a token opens. */
export interface TokenRole {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** @param providerArn identity provider of the role's issuer */
  readonly trustPolicy: (providerArn: string) => string;
  readonly boundary: "delivery" | "read" | "base" | "runtime";
  /** Names of policies that are attached to it; AWS attaches ten. */
  readonly policies: readonly string[];
  /** Rights of its own. */
  readonly statements: readonly PolicyStatement[];
}

const wildcards = "aws-iam-no-policy-wildcards";

const boundsOnly: DesignReason = {
  rules: [wildcards, "wildcard-action"],
  because: "all calls by name do not fit into the 6,144 characters of a policy",
  compensatedBy: "a boundary grants nothing: what it leaves, a role's own policy must still allow",
};

/** Of what the delivery's roles may do. */
export const namesOfAws: DesignReason = {
  rules: [wildcards],
  because: "AWS makes up whole names or their ends",
  compensatedBy:
    "beginnings of names, tags and the region, which limit each call, and simulations of IAM that hold them",
};

/** What no role goes beyond. IAM gives a role one, of limited size, so that each kind of role has its own. */
export function boundaries(account: AccountPlan) {
  const names = accountNames(account.name);
  return {
    delivery: limits(
      "delivery-boundary",
      names.deliveryBoundary,
      "runs of the account's stack, and workflows of GitHub",
      deliveryBoundary(account),
    ),
    read: limits("read-boundary", names.readBoundary, "a plan", readBoundary(account)),
    base: limits("base-boundary", names.baseBoundary, "an apply of a base stack", applyBoundary(account, "base")),
    runtime: limits(
      "runtime-boundary",
      names.runtimeBoundary,
      "an apply of a runtime",
      applyBoundary(account, "runtime"),
    ),
  };
}

/** What the roles do not go beyond that the runs of an environment make. */
export function environmentBoundaries(account: AccountPlan, environment: EnvironmentPlan): readonly SharedPolicy[] {
  const { name, hosts } = environment;
  const names = accountNames(account.name);
  const ofWhom = `a role can do which runs of ${name} make`;
  return [
    limits(`${name}-task-boundary`, names.taskBoundary(name), ofWhom, taskBoundary(environment)),
    ...(hosts.length === 0
      ? []
      : [
          limits(
            `${name}-instance-boundary`,
            names.instanceBoundary(name),
            `an instance of ${name}`,
            instanceBoundary(environment),
          ),
        ]),
  ];
}

function limits(id: string, name: string, ofWhom: string, statements: readonly PolicyStatement[]): SharedPolicy {
  return { id, name, description: `The most that ${ofWhom} can do`, statements, reason: boundsOnly };
}

/** What the runs of an environment may do, in policies that IAM can hold. */
export function environmentPolicies(account: AccountPlan, environment: EnvironmentPlan) {
  const { name } = environment;
  const names = accountNames(account.name);
  const facts = environmentRights(environment);
  const writes = (kind: "base" | "runtime", stack: string) =>
    numbered(writeRights(kind, facts), {
      id: `${stack}-write`,
      nameOf: (number) => names.writePolicy(stack, number),
      description: `What applies of ${stack} change`,
    });
  return {
    read: numbered(readRights(["base", "runtime"], facts), {
      id: `${name}-read`,
      nameOf: (number) => names.readPolicy(name, number),
      description: `What plans and applies of ${name} read`,
    }),
    base: writes("base", baseStackName(name)),
    runtime: writes("runtime", name),
  };
}

function numbered(
  statements: readonly PolicyStatement[],
  { id, nameOf, description }: { id: string; nameOf: (number: number) => string; description: string },
): readonly SharedPolicy[] {
  return packed(statements).map((part, index) => ({
    id: index === 0 ? id : `${id}-${index + 1}`,
    name: nameOf(index + 1),
    description,
    statements: part,
    reason: namesOfAws,
  }));
}

type Rights = Pick<TokenRole, "boundary" | "policies" | "statements">;

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
  const arnSets = accountArnSets({ ...account, terraformCloudHost: account.terraformCloud.hostname });
  const own = { uses: ["account"], retired: [], arnSets } as const;
  const ownReads = readRights(["account"], own);
  const ownWrites = writeRights("account", own);
  const accountStack = accountStackName(account.name);
  return [
    role(accountStack, "plan", { boundary: "read", policies: [], statements: ownReads }),
    role(accountStack, "apply", {
      boundary: "delivery",
      policies: [],
      statements: [...ownReads, ...ownWrites, keepTheGuards(account)],
    }),
    ...environments.flatMap((environment) => {
      const { read, ...writes } = environmentPolicies(account, environment);
      const stacks = { base: baseStackName(environment.name), runtime: environment.name };
      return (["base", "runtime"] as const).flatMap((kind) => [
        role(stacks[kind], "plan", { boundary: "read", policies: namesOf(read), statements: [] }),
        role(stacks[kind], "apply", {
          boundary: kind,
          policies: namesOf([...read, ...writes[kind]]),
          statements: [],
        }),
      ]);
    }),
  ];
}

function namesOf(policies: readonly SharedPolicy[]): readonly string[] {
  return policies.map(({ name }) => name);
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
      boundary: "delivery",
      policies: [],
      statements: imagePushStatements(account),
    },
    {
      id: "preflight",
      name: names.preflightRole,
      description: "Reads what a deployment needs to find",
      trustPolicy: trustPolicy({ workflow: "terraform-aws.yml" }),
      boundary: "read",
      policies: [],
      statements: preflightStatements(account, preflightNames(environments)).filter(
        ({ resources = [] }) => resources.length > 0,
      ),
    },
    ...environments.map(
      (environment): TokenRole => ({
        id: `${environment.name}-release`,
        name: names.releaseRole(environment.name),
        description: `Releases images to ${environment.name}`,
        trustPolicy: trustPolicy({ workflow: "images.yml", environment: environment.name }),
        boundary: "delivery",
        policies: [],
        statements: releaseStatements(account, environment.name, releasedServices(environment)),
      }),
    ),
    ...environments.flatMap((environment) => scheduleRole(account, environment, trustPolicy)),
  ];
}

/** What a scheduled teardown or return asks of AWS before Terraform Cloud does it. */
function scheduleRole(
  account: AccountPlan,
  { name, schedule }: EnvironmentPlan,
  trustPolicy: (job: GithubJob) => TokenRole["trustPolicy"],
): readonly TokenRole[] {
  if (schedule?.facts.weekend !== "teardown") return [];
  const { workflow, environmentOf } = scheduleJob;
  return [
    {
      id: `${name}-schedule`,
      name: accountNames(account.name).scheduleRole(name),
      description: `Reads until when ${name} is kept running`,
      trustPolicy: trustPolicy({ workflow, environment: environmentOf(name) }),
      boundary: "read",
      policies: [],
      statements: [{ sid: "SeeOverride", actions: ["ssm:ListTagsForResource"], resources: [schedule.parameter.arn] }],
    },
  ];
}
