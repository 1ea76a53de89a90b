import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { organizationRights, powersIn, runRights, teamRights, workspaceRights } from "./rights";

const properties = <Value extends z.ZodType>(value: Value) => z.object({ properties: value });
const flags = properties(z.record(z.string(), z.unknown()));
const documentSchema = z.object({
  schemas: z.object({
    organizations: properties(z.object({ attributes: properties(z.object({ permissions: flags })) })),
    workspaces: properties(z.object({ attributes: properties(z.object({ permissions: flags })) })),
    runs: properties(z.object({ attributes: properties(z.object({ permissions: flags })) })),
    teams: properties(z.object({ attributes: properties(z.object({ "organization-access": flags })) })),
  }),
});

/** HashiCorp's own document of the API. */
const { schemas } = documentSchema.parse(
  JSON.parse(readFileSync("test/helpers/terraform-cloud/contract.json", "utf8")),
);

test.each([
  ["organization", organizationRights, schemas.organizations.properties.attributes.properties.permissions],
  ["workspace", workspaceRights, schemas.workspaces.properties.attributes.properties.permissions],
  ["run", runRights, schemas.runs.properties.attributes.properties.permissions],
  ["team", teamRights, schemas.teams.properties.attributes.properties["organization-access"]],
])("the table knows every right of the API's own document: %s", (_, rights, documented) => {
  const names = Object.keys(documented.properties);
  expect(names.length).toBeGreaterThan(6);
  expect(names.filter((name) => !Object.hasOwn(rights, name))).toEqual([]);
});

test("what is false or not told of a young right is no power, and of an old one no proof", () => {
  const told = { "can-old": false, "can-young": null };
  const rights = { "can-old": { may: "change", isTold: true }, "can-young": { may: "delete" } } as const;
  expect(powersIn("staging", rights, told)).toEqual({ powers: [], problems: [] });
  expect(powersIn("staging", rights, { ...told, "can-old": null })).toEqual({
    powers: [],
    problems: ["the server does not tell of the rights in staging whether there are can-old"],
  });
  expect(powersIn("staging", rights, { "can-old": true, "can-young": true }).powers).toEqual([
    "change staging",
    "delete staging",
  ]);
});
