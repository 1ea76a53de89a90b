import fc from "fast-check";
import { expect, test } from "vitest";
import type { Configuration } from "../config/configuration";
import { parseJson, stringsWithin } from "../model/json";
import { escaped, marked } from "../stacks/user-text";
import { fixture, synthesizedFixtureNames } from "./helpers/fixtures";
import { cloud, stacksOf, terraformJson } from "./helpers/stacks";

/** What the plan decides by, or finds another setting by: other text there is no configuration. */
const decisive =
  /\.(kind|account|name|namePrefix|scheme|nat|failover|cidr|uses|consumes|architecture|repository|to)(\.\d+)?$/;

/** In every ARN: with all other settings longer too, no policy could hold them. */
const everywhere = /\.(accountId|region)$/;

/** Terraform's code, a directive of it, and what cdktf takes for tokens of its own. */
const code = (index: number) =>
  `\${file("${index}")}%{if 1}\${TfToken[TOKEN.1]}#{TfToken[TOKEN.1]}-1.8881545897087503e+289`;

test.each(synthesizedFixtureNames)("no text of %s becomes Terraform's code, whichever setting it is of", (name) => {
  const configuration = tagged(fixture(name));
  const leaves = textLeaves(configuration, name);
  const shared = leaves.filter((leaf) => everywhere.test(leaf));
  const groups = [leaves.filter((leaf) => !shared.includes(leaf)), ...shared.map((leaf) => [leaf])];
  const arrived = groups.flatMap((chosen) => arrivedIn(configuration, name, chosen));
  expect(arrived).toContain(`${name}.environments.0.tags.Note`);
  expect(arrived.length).toBeGreaterThan(10);
});

test("a text that went through cdktf is, to Terraform, what it was", () => {
  const pieces = ["$", "%", "{", "}", "#", "&", '"', "\\", "TfToken[", "TOKEN.0", "]}", "1e289", "e+289", "a", "\n"];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, (text) => {
      expect(readByTerraform(escaped(marked({ text })).text)).toBe(text);
    }),
    { numRuns: 2000, seed: 20260101 },
  );
});

/** As HCL's scanner does: an escape is two signs before a brace, and what opens code is not expected at all. */
function readByTerraform(template: string): string {
  expect(template.replaceAll(/\$\$\{|%%\{/g, "")).not.toMatch(/[$%]\{/);
  return template.replaceAll(/([$%])\1\{/g, "$1{");
}

/** By itself, or in a document that is a text. */
function holds(text: string, part: string): boolean {
  return text.includes(part) || text.includes(JSON.stringify(part).slice(1, -1));
}

function tagged({ accounts, environments }: Configuration): Configuration {
  return { accounts, environments: environments.map((environment) => ({ ...environment, tags: { Note: "ours" } })) };
}

function textLeaves(settings: object, path: string): readonly string[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    const leaf = `${path}.${key}`;
    // An environment's account is the one of the list.
    if (typeof value === "object" && value !== null) return key === "account" ? [] : textLeaves(value, leaf);
    return typeof value === "string" && !decisive.test(leaf) ? [leaf] : [];
  });
}

/** Of the leaves, those whose texts reach a stack, as nothing but text. */
function arrivedIn(configuration: Configuration, name: string, leaves: readonly string[]): readonly string[] {
  const copy = structuredClone(configuration);
  for (const [index, leaf] of leaves.entries()) append(copy, leaf.slice(name.length + 1).split("."), code(index));
  const texts = stacksOf(copy, cloud)
    .flatMap((stack) => stringsWithin(parseJson(terraformJson(stack))))
    .map(({ text }) => text);
  for (const text of texts) expect(text.replaceAll(/\$\$\{|%%\{/g, "")).not.toMatch(/[$%]\{(file|if|TfToken)/);
  const asRead = texts.map((text) => text.replaceAll(/([$%])\1\{/g, "$1{"));
  return leaves.filter((_, index) => asRead.some((text) => holds(text, code(index))));
}

function append(holder: object, [key = "", ...rest]: readonly string[], suffix: string): void {
  const value: unknown = Reflect.get(holder, key);
  if (typeof value === "object" && value !== null) append(value, rest, suffix);
  else Reflect.set(holder, key, `${value}${suffix}`);
}
