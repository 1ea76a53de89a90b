import type { ReadBackTable } from "../../model/aws-types/aws-type";
import type { Account, Reader } from "./account";
import type { Scope } from "./whose";

/** Promises that no plan shows, each side in the same sortable rows. */
export interface Table {
  readonly name: ReadBackTable;
  /** What it reads of the account. */
  readonly reads: readonly Reader[];
  readonly expected: (scope: Scope) => readonly string[];
  readonly found: (account: Account, scope: Scope) => Promise<readonly string[]>;
}

/** What a table is handed that names what it reads. */
export type Read<Names extends readonly Reader[]> = Pick<Account, Names[number]>;

/** What a table found, and where that is not what was promised. */
export interface TableResult {
  readonly table: ReadBackTable;
  readonly rows: readonly string[];
  readonly lacking: readonly string[];
  readonly unexpected: readonly string[];
}

export async function compare(table: Table, account: Account, scope: Scope): Promise<TableResult> {
  const expected = table.expected(scope);
  const found = [...(await table.found(account, scope))].sort();
  return {
    table: table.name,
    rows: found,
    lacking: surplus(expected, found),
    unexpected: surplus(found, expected),
  };
}

export function differences({ table, lacking, unexpected }: TableResult): readonly string[] {
  return [
    ...lacking.map((row) => `${table}: lacking: ${row}`),
    ...unexpected.map((row) => `${table}: unexpected: ${row}`),
  ];
}

/** What the rows have more often than the others: two equal ones where one is promised are a difference too. */
function surplus(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return [...rows].sort().filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}
