import { Argument, Command } from "commander";
import type { Configuration } from "../config/configuration";
import { loadConfiguration } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { touchedSince } from "../delivery/changed-environments";
import { changedSince } from "../delivery/images/changed-builds";
import { scheduleJob } from "../model/delivery/trust";
import { type AccountPlan, planAccount, type RepositoryPlan } from "../model/plan/account-plan";
import { planEnvironment } from "../model/plan/environment-plan";
import { orList } from "../model/wording";
import { UserError } from "../running/user-error";
import type { CommandContext } from "./command-context";

const kinds = ["environments", "services", "images", "schedules"] as const;
type Kind = (typeof kinds)[number];

interface Flags {
  /** Empty in a workflow whose input was not given. */
  readonly environment?: string;
  readonly changedSince?: string;
  readonly json: boolean;
}

/** `slipway list KIND`: what the configuration has, for a person or as the matrix of a workflow. */
export function listCommand({ projectRoot, stdout }: CommandContext): Command {
  return new Command("list")
    .description("list environments, services, images or schedules, as a workflow's matrix takes them")
    .addArgument(new Argument("<kind>", "what to list").choices(kinds))
    .option("--environment <name>", "of one environment alone; an empty name stands for all of them")
    .option(
      "--changed-since <commit>",
      "images whose build reads what has changed since, and services that run them; environments that were there and may change",
    )
    .option("--json", "print one line of JSON", false)
    .addHelpText(
      "after",
      "\nAn image is listed once, however many services and environments run it, where the account's file says what it is built\n" +
        "from. An empty commit, or one that git does not know, stands for all that are built. Roles are those of the account's\n" +
        "stack that a workflow takes by its own token. Schedules are those by which a runtime is torn down at weekends.",
    )
    .action((kind: Kind, { environment, changedSince: commit, json }: Flags) => {
      const configuration = loadConfiguration(projectRoot);
      const chosen = isNamed(environment) ? only(environment, configuration) : configuration;
      const entries = listOf(kind, chosen, commit === undefined ? {} : choiceSince(projectRoot, commit));
      const lines = entries.map((entry) => Object.values(entry).join("  "));
      stdout.write(json ? `${JSON.stringify(entries)}\n` : lines.map((line) => `${line}\n`).join(""));
    });
}

/** What of a configuration is wanted; all of it without. */
interface Choice {
  readonly build?: (build: NonNullable<RepositoryPlan["build"]>) => boolean;
  readonly environment?: (environment: Environment) => boolean;
}

function choiceSince(projectRoot: string, commit: string): Choice {
  return { build: changedSince(projectRoot, commit), environment: touchedSince(projectRoot, commit) };
}

function isNamed(environment: string | undefined): environment is string {
  return environment !== undefined && environment !== "";
}

/** @throws UserError for a name that no environment has */
export function only(name: string, { environments }: Configuration): Configuration {
  const named = environments.filter((environment) => environment.name === name);
  const known = environments.map((environment) => environment.name);
  if (named.length === 0) throw new UserError(`there is no environment ${name}; use ${orList(known)}`);
  const used = named.flatMap(({ services }) => Object.values(services).map(({ repository }) => repository));
  const accounts = named.map(({ account }) => ({
    ...account,
    repositories: Object.fromEntries(Object.entries(account.repositories).filter(([alias]) => used.includes(alias))),
  }));
  return { accounts, environments: named };
}

/**
 * Pure; sorted as the configuration is.
 * @param choice which builds and environments are wanted; without one of builds, also services are listed whose image somebody
 * else pushes
 */
export function listOf(
  kind: Kind,
  { accounts, environments }: Configuration,
  { build: isChosen, environment: isTouched = () => true }: Choice = {},
): readonly object[] {
  const plans = environments.map(planEnvironment);
  switch (kind) {
    case "environments":
      return environments
        .filter(isTouched)
        .map(planEnvironment)
        .map(({ name, account }) => ({
          environment: name,
          ...placeOf(account),
          preflightRole: account.arns.preflightRole,
        }));
    case "schedules":
      return plans
        .filter(({ schedule }) => schedule?.facts.weekend === "teardown")
        .map(({ name, account }) => ({
          environment: name,
          ...placeOf(account),
          githubEnvironment: scheduleJob.environmentOf(name),
          scheduleRole: account.arns.scheduleRole(name),
        }));
    case "services":
      return plans.flatMap(({ name, account, services }) =>
        services
          .filter(({ repository: { build } }) => isChosen === undefined || (build !== undefined && isChosen(build)))
          .map(({ name: service, repository }) => ({
            environment: name,
            service,
            image: repository.alias,
            repository: repository.name,
            ...placeOf(account),
            releaseRole: account.arns.releaseRole(name),
          })),
      );
    case "images":
      return accounts.map(planAccount).flatMap((account) =>
        account.repositories.flatMap(({ alias, name, build }) =>
          build === undefined || isChosen?.(build) === false
            ? []
            : [
                {
                  image: alias,
                  repository: name,
                  ...build,
                  ...placeOf(account),
                  registry: account.registry,
                  pushRole: account.arns.imagePushRole,
                  provenance: account.github?.provenance ?? "unchecked",
                },
              ],
        ),
      );
  }
}

function placeOf({ name, accountId, region }: AccountPlan) {
  return { account: name, accountId, region };
}
