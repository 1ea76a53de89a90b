import type { Environment } from "../../config/schema/environment";
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
    throw new UserError(
      `${now.name}: ${setting} was ${earlier} and is now ${value}; ${because}: deploy an environment of another name ` +
        "and namePrefix beside it, move the clients there, and remove the old one by its own file",
    );
  }
}

interface FixedSetting {
  /** Absent where the environment has no such thing. */
  readonly value: string | undefined;
  readonly because: string;
}

/** What an environment keeps for as long as it is there. */
function fixedOnce(environment: Environment): Readonly<Record<string, FixedSetting>> {
  const { names, loadBalancer } = planEnvironment(environment);
  const rights = "the roles lose their rights on what has the old name before it is removed";
  return {
    namePrefix: { value: environment.namePrefix, because: rights },
    "cluster.name": { value: names.cluster, because: rights },
    "loadBalancer.scheme": {
      value: loadBalancer?.scheme,
      because: "AWS makes another load balancer for that, and nobody is answered meanwhile",
    },
  };
}
