import { expect, test } from "vitest";
import { awsTypes } from "../model/aws-types/records";
import { answeringClients } from "../test/helpers/answering-clients";
import { anEnvironment } from "../test/helpers/environments";
import { tables } from "./read-back";
import { accountBehind } from "./read-back/account";
import { compare, differences } from "./read-back/table";
import { aScope } from "./read-back/testing/compared";

const scope = aScope(anEnvironment());
const account = accountBehind(answeringClients({}), scope);
const named = [...awsTypes].flatMap(([type, { tables: ofType }]) =>
  "none" in ofType ? [] : ofType.map((table) => [type, table] as const),
);

test.each(named)("%s is read for the table of %s, as its record says", (type, table) => {
  expect(tables[table].reads.flatMap((reader) => account[reader].types)).toContain(type);
});

test("a row that stands twice where one is promised is a difference, and so is one that is not there", async () => {
  const table = {
    name: "data",
    reads: [],
    expected: () => ["a", "b"],
    found: async () => ["c", "a", "a"],
  } as const;
  const result = await compare(table, account, scope);
  expect(result.rows).toEqual(["a", "a", "c"]);
  expect(differences(result)).toEqual(["data: lacking: b", "data: unexpected: a", "data: unexpected: c"]);
});
