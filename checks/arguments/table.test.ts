import { expect, test } from "vitest";
import { awsTypes } from "../../model/aws-types/records";
import { rules } from "../registry";
import { isHeld } from "./argument";
import { argumentTable } from "./table";

const rows = Object.entries(argumentTable).flatMap(([type, known]) =>
  Object.entries(known).map(([path, argument]) => [`${type}.${path}`, argument] as const),
);

test("every argument that is held has values that must be found, and a rule that finds them", () => {
  const untried = rows.filter(([, argument]) => {
    if ("harmless" in argument) return false;
    const worse = isHeld(argument) ? argument.allowed.worse : argument.worse;
    return worse.length === 0 && !argument.isRequired;
  });
  expect(untried.map(([name]) => name)).toEqual([]);
  const holders = rows.flatMap(([, argument]) => ("heldBy" in argument ? argument.heldBy : []));
  expect(holders.filter((holder) => !rules.some(({ id }) => id === holder))).toEqual([]);
});

test("every reason is a clause without a full stop", () => {
  for (const [name, argument] of rows) {
    const because = "harmless" in argument ? argument.harmless : isHeld(argument) ? argument.because : "held elsewhere";
    expect(because, name).toMatch(/^[^\n.]{5,140}$/);
  }
});

test("every type that stacks make or look up is known", () => {
  const made = [...awsTypes].filter(([, { managedIn }]) => Object.keys(managedIn).length > 0).map(([name]) => name);
  const found = [...awsTypes].filter(([, { lookedUpIn }]) => Object.keys(lookedUpIn).length > 0);
  const names = [...made, ...found.map(([name]) => `data.${name}`)];
  expect(names.filter((name) => !Object.hasOwn(argumentTable, name))).toEqual([]);
});
