import type { EnvironmentPlan } from "../../../model/plan/environment-plan";
import { emulatorClient } from "../../../rehearsal/aws-client";
import { accountBehind } from "../../../rehearsal/read-back/account";
import { readBackClients } from "../../../rehearsal/read-back/clients";
import { differences } from "../../../rehearsal/read-back/table";
import { accessTamperings } from "./access";
import { networkTamperings } from "./network";
import { runtimeTamperings } from "./runtime";
import { named } from "./tampering";

export const tamperings = [...networkTamperings, ...accessTamperings, ...runtimeTamperings];

/**
 * Changes an applied staging environment in every way, one after the other.
 *
 * @returns what each has to be reported as by a table; nothing of what a plan shows
 */
export async function tamperWithEverything(
  plan: EnvironmentPlan,
  endpoint: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const settings = emulatorClient({ endpoint }, plan.account.region);
  const clients = readBackClients(settings);
  const account = accountBehind(clients, { plan, others: [] });
  const target = { clients, settings, account, vpcId: named(await account.vpcs(), plan.names.vpc).id };
  const reported = new Map<string, readonly string[]>();
  for (const tampering of tamperings) {
    if (tampering.detectedBy === "plan") await tampering.tamper(target);
    else {
      const { lacking = [], unexpected = [] } = await tampering.tamper(target);
      const result = { table: tampering.detectedBy, rows: [], lacking, unexpected };
      reported.set(tampering.title, differences(result));
    }
  }
  for (const client of Object.values(clients)) client.destroy();
  return reported;
}
