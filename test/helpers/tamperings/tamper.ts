import type { Environment } from "../../../config/schema/environment";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { emulatorClient } from "../../../rehearsal/aws-client";
import { readBackClients } from "../../../rehearsal/read-back/clients";
import { findLabels } from "../../../rehearsal/read-back/labels";
import { accessTamperings } from "./access";
import { networkTamperings } from "./network";
import { runtimeTamperings } from "./runtime";

export const tamperings = [...networkTamperings, ...accessTamperings, ...runtimeTamperings];

/** Changes an applied staging environment in every way, one after the other. @returns what each has to be reported as */
export async function tamperWithEverything(
  environment: Environment,
  endpoint: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const clients = readBackClients(emulatorClient({ endpoint }, environment.account.region));
  const { labels, vpcId } = await findLabels(clients, planEnvironment(environment));
  const idOf = (wanted: string): string => {
    const id = [...labels].find(([, label]) => label === wanted)?.[0];
    if (id === undefined) throw new RangeError(`there is no ${wanted}`);
    return id;
  };
  const reported = new Map<string, readonly string[]>();
  for (const { title, tamper } of tamperings) reported.set(title, await tamper({ clients, vpcId, idOf }));
  for (const client of Object.values(clients)) client.destroy();
  return reported;
}
