import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { configDocuments } from "./config-documents";

const documents = configDocuments();

test.each(Object.entries(documents))(
  "%s is what the schemas say: npm run docs brings it up to date",
  (file, content) => {
    expect(readFileSync(file, "utf8")).toBe(content);
  },
);

test("the reference has one row for a setting, with its default, its limits and its meaning", () => {
  expect(documents["docs/config.md"]?.split("\n")).toEqual(
    expect.arrayContaining([
      "| `services.NAME.port` | required | 1024 to 65535 | Port that the program listens on (web, internal) |",
      "| `services.NAME.routes[].host` | none | a lower-case one such as staging.example.com, without scheme, port or final dot | Name that clients ask for; without it, any (web) |",
      "| `services.NAME.secrets.NAME.key` | none | 1 to 128 letters, digits and _.- | Key of the secret's JSON value; without it, the whole value |",
      '| `network.nat` | `"single"` | `none`, `single`, `per-zone` | Way out of the private subnets; each NAT gateway is about 33 USD a month |',
    ]),
  );
});

test("the JSON Schema knows no other keys, so that an editor marks a misspelt one", () => {
  const schema = JSON.parse(documents["config/schema/environment.schema.json"] ?? "");
  expect(schema).toMatchObject({
    additionalProperties: false,
    required: expect.arrayContaining(["account", "alerts"]),
  });
});

const yamlFiles = readdirSync("test/fixtures", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => join("test/fixtures", file));

test.each(yamlFiles)("%s names the schema that editors check it by", (file) => {
  const [, schema = "gone"] = /^# yaml-language-server: \$schema=(.*)\n/.exec(readFileSync(file, "utf8")) ?? [];
  expect(existsSync(join(dirname(file), schema))).toBe(true);
});
