import { Argument, Command } from "commander";
import type { Configuration } from "../config/configuration";
import { loadConfiguration } from "../config/load";
import type { AccountPlan } from "../model/plan/account-plan";
import { planEnvironment } from "../model/plan/environment-plan";
import { orList } from "../model/wording";
import { UserError } from "../running/user-error";
import type { CommandContext } from "./command-context";

const kinds = ["environments", "services", "images"] as const;
type Kind = (typeof kinds)[number];

interface Flags {
  /** Empty in a workflow whose input was not given. */
  readonly environment?: string;
  readonly json: boolean;
}

/** `slipway list KIND`: what the configuration has, for a person or as the matrix of a workflow. */
export function listCommand({ projectRoot, stdout }: CommandContext): Command {
  return new Command("list")
    .description("list environments, services or images, as a workflow's matrix takes them")
    .addArgument(new Argument("<kind>", "what to list").choices(kinds))
    .option("--environment <name>", "of one environment alone; an empty name stands for all of them")
    .option("--json", "print one line of JSON", false)
    .addHelpText(
      "after",
      "\nAn image is listed once, however many environments run it: it is built once and promoted by digest. Roles are those of\n" +
        "the account's stack that a workflow takes by its own token.",
    )
    .action((kind: Kind, { environment, json }: Flags) => {
      const configuration = loadConfiguration(projectRoot);
      const entries = listOf(kind, isNamed(environment) ? only(environment, configuration) : configuration);
      const lines = entries.map((entry) => Object.values(entry).join("  "));
      stdout.write(json ? `${JSON.stringify(entries)}\n` : lines.map((line) => `${line}\n`).join(""));
    });
}

function isNamed(environment: string | undefined): environment is string {
  return environment !== undefined && environment !== "";
}

/** @throws UserError for a name that no environment has */
export function only(name: string, { accounts, environments }: Configuration): Configuration {
  const named = environments.filter((environment) => environment.name === name);
  if (named.length > 0) return { accounts, environments: named };
  const known = environments.map((environment) => environment.name);
  throw new UserError(`there is no environment ${name}; use ${orList(known)}`);
}

/** Pure; sorted as the configuration is. */
export function listOf(kind: Kind, { environments }: Configuration): readonly object[] {
  const plans = environments.map(planEnvironment);
  const services = plans.flatMap(({ name: environment, account, services: planned }) =>
    planned.map(({ name: service, repository }) => ({ environment, service, repository, account })),
  );
  switch (kind) {
    case "environments":
      return plans.map(({ name, account }) => ({
        environment: name,
        ...placeOf(account),
        preflightRole: account.arns.preflightRole,
      }));
    case "services":
      return services.map(({ environment, service, repository, account }) => ({
        environment,
        service,
        repository: repository.name,
        ...placeOf(account),
        releaseRole: account.arns.releaseRole(environment),
      }));
    case "images":
      return distinct(
        services.map(({ repository, account }) => ({
          repository: repository.name,
          ...placeOf(account),
          registry: account.registry,
          pushRole: account.arns.imagePushRole,
        })),
      );
  }
}

function placeOf({ name, accountId, region }: AccountPlan) {
  return { account: name, accountId, region };
}

function distinct<Entry extends object>(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}
