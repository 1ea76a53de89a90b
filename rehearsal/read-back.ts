import type { ReadBackTable } from "../model/aws-types/aws-type";
import { emulatorClient } from "./aws-client";
import { accountBehind } from "./read-back/account";
import { readBackClients } from "./read-back/clients";
import { compare, type Table, type TableResult } from "./read-back/table";
import { data } from "./read-back/tables/data";
import { names } from "./read-back/tables/names";
import { network } from "./read-back/tables/network";
import { notices } from "./read-back/tables/notices";
import { rights } from "./read-back/tables/rights";
import type { Scope } from "./read-back/whose";

/** Promises of an environment that no plan shows. */
export const tables: Readonly<Record<ReadBackTable, Table>> = { network, rights, names, data, notices };

/** What the plan promises, and what the AWS API says; never the state, and never the JSON. */
export async function readBack(scope: Scope, endpoint: string): Promise<readonly TableResult[]> {
  const clients = readBackClients(emulatorClient({ endpoint }, scope.plan.account.region));
  try {
    const account = accountBehind(clients, scope);
    return await Promise.all(Object.values(tables).map((table) => compare(table, account, scope)));
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}
