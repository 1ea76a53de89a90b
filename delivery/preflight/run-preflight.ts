import { Resolver } from "node:dns/promises";
import type { Environment } from "../../config/schema/environment";
import { planEnvironment } from "../../model/plan/environment-plan";
import { inWords } from "../aws/aws-failure";
import { refuseOtherAccount } from "../aws/caller";
import { clientSettings } from "../aws/client-settings";
import type { Answer } from "./answer";
import { preflightClients } from "./clients";
import { preflight } from "./preflight";

/** Asks AWS and the DNS. */
export function runPreflight(environment: Environment): Promise<readonly Answer[]> {
  const settings = clientSettings(environment);
  const resolver = new Resolver({ timeout: 3000, tries: 2 });
  return inWords(async () => {
    await refuseOtherAccount(environment, settings);
    return preflight(planEnvironment(environment), {
      clients: preflightClients(settings),
      resolveNameServers: (zone) => resolver.resolveNs(zone),
    });
  });
}
