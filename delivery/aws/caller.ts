import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Environment } from "../../config/schema/environment";
import { UserError } from "../../running/user-error";
import type { ClientSettings } from "./client-settings";

/** @throws UserError where the credentials belong to another account than the environment's */
export async function refuseOtherAccount({ name, account }: Environment, settings: ClientSettings): Promise<void> {
  const { Account } = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
  if (Account === account.accountId) return;
  throw new UserError(
    `the credentials are of account ${Account}, and ${name} is in ${account.accountId} (${account.name}); choose another AWS_PROFILE`,
  );
}
