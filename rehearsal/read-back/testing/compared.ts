import type { Environment } from "../../../config/schema/environment";
import { planEnvironment } from "../../../model/plan/environment-plan";
import type { Answers } from "../../../test/helpers/answering";
import { answeringClients } from "../../../test/helpers/answering-clients";
import { accountBehind } from "../account";
import { compare, type Table, type TableResult } from "../table";
import type { Scope } from "../whose";

export function aScope(environment: Environment, ...others: readonly Environment[]): Scope {
  return { plan: planEnvironment(environment), others: others.map(planEnvironment) };
}

/** What a table says of an environment in an account where AWS answers this. */
export function compared(
  table: Table,
  environment: Environment,
  answers: Answers,
  ...others: readonly Environment[]
): Promise<TableResult> {
  const scope = aScope(environment, ...others);
  return compare(table, accountBehind(answeringClients(answers), scope), scope);
}
