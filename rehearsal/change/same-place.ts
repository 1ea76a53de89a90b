import type { Environment } from "../../config/schema/environment";
import { UserError } from "../../running/user-error";

/** @throws UserError where nothing of the environment is in the place that its settings name now */
export function assertSamePlace(before: Environment, now: Environment): void {
  const place = ({ account }: Environment) => `account ${account.name} (${account.accountId}, ${account.region})`;
  if (place(before) === place(now)) return;
  throw new UserError(
    `${now.name} was in ${place(before)} and is now in ${place(now)}, where nothing of it is; ` +
      "deploy it under a new name, and remove the old one by its own account's file",
  );
}
