import type { Environment } from "../../../config/schema/environment";
import { planEnvironment } from "../../../model/plan/environment-plan";
import type { Answers } from "../../../test/helpers/answering";
import { answeringClients } from "../../../test/helpers/answering-clients";
import { accountBehind } from "../account";
import { compare, type Table, type TableResult } from "../table";
import type { Scope } from "../whose";

export function aScope(environment: Environment): Scope {
  return { plan: planEnvironment(environment), others: [] };
}

/** What a table says of an environment in an account where AWS answers this. */
export function compared(table: Table, environment: Environment, answers: Answers): Promise<TableResult> {
  const scope = aScope(environment);
  return compare(table, accountBehind(answeringClients(answers), scope), scope);
}
