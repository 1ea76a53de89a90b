import { Temporal } from "temporal-polyfill";
import type { Environment } from "../../config/schema/environment";
import { planEnvironment } from "../../model/plan/environment-plan";
import { inWords } from "../aws/aws-failure";
import { refuseOtherAccount } from "../aws/caller";
import { clientSettings } from "../aws/client-settings";
import { keepRunning, overrideClients, wishOf } from "./keep-running";

/** Asks nothing of AWS before the wish is one. */
export function runAwake(environment: Environment, until: string | undefined): Promise<readonly string[]> {
  const now = Temporal.Now.instant();
  const wish = wishOf(planEnvironment(environment), until, now);
  const settings = clientSettings(environment);
  return inWords(async () => {
    await refuseOtherAccount(environment, settings);
    return keepRunning(overrideClients(settings), wish, now);
  });
}
