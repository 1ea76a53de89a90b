import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildApp } from "./app";
import type { Environment } from "./config/schema/environment";
import { anAccount, anEnvironment, aService } from "./test/helpers/environments";
import { cloud, configurationOf, functionArchive, stacksOf } from "./test/helpers/stacks";

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "slipway-app-"));
});
afterEach(() => rmSync(outdir, { recursive: true }));

const production = { ...anEnvironment(), name: "production" };

function names(...environments: readonly Environment[]) {
  return stacksOf(configurationOf(...environments), cloud).map(({ node }) => node.id);
}

test("makes one stack for the account and two for each environment", () => {
  expect(names(anEnvironment(), production)).toEqual([
    "account-shop",
    "staging-base",
    "staging",
    "production-base",
    "production",
  ]);
});

test("makes the stack of an account that has no environment yet", () => {
  const stacks = stacksOf({ accounts: [anAccount()], environments: [] }, cloud);
  expect(stacks.map(({ node }) => node.id)).toEqual(["account-shop"]);
});

test("gives an account its own repositories, each once", () => {
  const account = anAccount({ repositories: { "shop-agent": {}, "shop-worker": {} } });
  const elsewhere = { ...anEnvironment(), name: "studio", account: { ...anAccount(), name: "aldeia" } };
  const configuration = configurationOf(anEnvironment({}, account), elsewhere);
  const [shop, aldeia] = stacksOf(configuration, cloud);
  expect(shop?.node.children.map(({ node }) => node.id)).toEqual(
    expect.arrayContaining(["repository-shop-agent", "repository-shop-worker"]),
  );
  expect(aldeia?.node.tryFindChild("repository-shop-worker")).toBeUndefined();
  expect(aldeia?.node.tryFindChild("repository-shop-agent")).toBeDefined();
});

test("writes nothing before it is synthesized, and then the JSON of each stack", () => {
  const app = buildApp(configurationOf(anEnvironment()), { outdir, target: cloud, functionArchive });
  expect(files()).toEqual([]);
  app.synth();
  const stacks = ["account-shop", "staging-base", "staging"].map((stack) => `stacks/${stack}/cdk.tf.json`);
  expect(files()).toEqual(["manifest.json", ...stacks]);
});

test("synthesizes the same bytes whatever the order of the settings", () => {
  const first = anEnvironment(ordered());
  const second = anEnvironment(reversed(ordered()));
  expect(Object.keys(second.tags)).not.toEqual(Object.keys(first.tags));
  expect(written(second)).toEqual(written(first));
});

/** Settings whose names are the operator's own, where zod keeps the order of the file. */
function ordered() {
  return {
    tags: { CostCenter: "4711", Data: "internal", Project: "agents" },
    services: {
      agent: aService({
        environment: { LOG_LEVEL: "info", MODEL: "payment-2.5-pro" },
        secrets: { PAYMENT_API_KEY: "payment-api-key", GCP_KEY: "gcp-key" },
      }),
    },
  };
}

function reversed<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const copy = structuredClone(value);
  for (const key of Object.keys(copy)) Reflect.deleteProperty(copy, key);
  for (const [key, part] of Object.entries(value).reverse()) Reflect.set(copy, key, reversed(part));
  return copy;
}

function written(environment: Environment): readonly string[] {
  buildApp(configurationOf(environment), { outdir, target: cloud, functionArchive }).synth();
  return files().map((file) => readFileSync(join(outdir, file), "utf8"));
}

function files(): readonly string[] {
  const entries = readdirSync(outdir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(outdir.length + 1))
    .sort();
}
