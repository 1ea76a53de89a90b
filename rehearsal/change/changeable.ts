import type { Environment } from "../../config/schema/environment";
import { environmentRights, rightsByName } from "../../model/delivery/delivered-environment";
import { planEnvironment } from "../../model/plan/environment-plan";
import { UserError } from "../../running/user-error";

/** @throws UserError where no order of applies brings the environment to its settings of now */
export function assertChangeable(before: Environment, now: Environment): void {
  const place = ({ account }: Environment) => `account ${account.name} (${account.accountId}, ${account.region})`;
  if (place(before) !== place(now)) {
    throw new UserError(
      `${now.name} was in ${place(before)} and is now in ${place(now)}, where nothing of it is; ` +
        "deploy it under a new name, and remove the old one by its own account's file",
    );
  }
  const then = fixedOnce(before);
  for (const [setting, { value, because }] of Object.entries(fixedOnce(now))) {
    const earlier = then[setting]?.value;
    if (earlier === undefined || value === undefined || earlier === value) continue;
    throw new UserError(`${now.name}: ${setting} was ${earlier} and is now ${value}; ${because}: ${otherEnvironment}`);
  }
  assertRemovable(before, now);
}

/** The account's stack goes first, and names in its policies what the roles of the next ones may remove. */
function assertRemovable(before: Environment, now: Environment): void {
  const { uses, retired } = environmentRights(planEnvironment(now));
  const lost = environmentRights(planEnvironment(before)).uses.find((used) => ![...uses, ...retired].includes(used));
  if (lost !== undefined) {
    throw new UserError(
      `${now.name}: nothing uses the capability ${lost} any more, and the roles would lose their rights on what it made ` +
        `before that is removed: ${lost === "domain" ? `keep dns, or ${otherEnvironment}` : "list it under retired, and take it out once this is deployed"}`,
    );
  }
  const had = rightsByName(planEnvironment(before));
  const has = rightsByName(planEnvironment(now));
  for (const { what, section, gone } of [
    { what: "task role", section: "taskRoles", gone: missing(had.taskRoleNames, has.taskRoleNames) },
    { what: "log group", section: "logGroups", gone: missing(had.logGroups, has.logGroups) },
  ]) {
    if (gone === undefined) continue;
    throw new UserError(
      `${now.name}: no service has the ${what} ${gone} any more, and the roles would lose their rights on it before it is ` +
        `removed: name it under formerNames.${section}, and take it out once this is deployed`,
    );
  }
}

function missing(before: readonly string[], now: readonly string[]): string | undefined {
  return before.find((name) => !now.includes(name));
}

const otherEnvironment =
  "deploy an environment of another name and namePrefix beside it, move the clients there, and remove the old one by its own file";

interface FixedSetting {
  /** Absent where the environment has no such thing. */
  readonly value: string | undefined;
  readonly because: string;
}

/** What an environment keeps for as long as it is there. */
function fixedOnce(environment: Environment): Readonly<Record<string, FixedSetting>> {
  const { names, loadBalancer, network } = planEnvironment(environment);
  const rights = "the roles lose their rights on what has the old name before it is removed";
  return {
    namePrefix: { value: environment.namePrefix, because: rights },
    "cluster.name": { value: names.cluster, because: rights },
    network: {
      value: network?.kind === "own" ? network.cidr : network?.vpcId,
      because: "AWS makes another network for that, and removes none that services or a load balancer are in",
    },
    "loadBalancer.scheme": {
      value: loadBalancer?.scheme,
      because: "AWS makes another load balancer for that, and nobody is answered meanwhile",
    },
  };
}
