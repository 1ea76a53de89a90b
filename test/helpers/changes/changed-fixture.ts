import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { environmentNamed } from "../../../config/environment-named";
import type { Environment } from "../../../config/schema/environment";
import { type Json, objectOf } from "../../../model/json";
import { fixtureFolder, type RehearsedFixtureName } from "../fixtures";
import { withLeaf, without } from "../leaves";
import { type LeafChange, leafChanges } from "./leaf-changes";

/** One setting of a fixture and its other value; `account.` or `environment.` goes before its path. */
export interface ChangedLeaf extends LeafChange {
  readonly leaf: string;
}

interface Settings {
  readonly account: Json;
  readonly environment: Json;
}

/** A fixture's settings, and what they are with some of them changed. */
export class ChangedFixture {
  readonly settings: Settings;

  constructor(readonly fixture: RehearsedFixtureName) {
    const { account, environment, repositories } = leafChanges[fixture];
    const read = (file: string): Json => parse(readFileSync(join(fixtureFolder(fixture), "config", file), "utf8"));
    const accountSettings = objectOf(read(`accounts/${account}.yaml`));
    const further = Object.fromEntries(repositories.map((name) => [name, {}]));
    this.settings = {
      account: { ...accountSettings, repositories: { ...objectOf(accountSettings.repositories), ...further } },
      environment: read(`environments/${environment}.yaml`),
    };
  }

  /** Every setting that is to be changed. */
  get leaves(): readonly ChangedLeaf[] {
    const { accountLeaves, environmentLeaves } = leafChanges[this.fixture];
    return [...named("account", accountLeaves), ...named("environment", environmentLeaves)];
  }

  /** @throws ConfigurationError where the schema refuses the settings */
  with(changes: readonly ChangedLeaf[]): Environment {
    const { account, environment } = leafChanges[this.fixture];
    const changed = (part: keyof Settings) =>
      JSON.stringify(
        changes.filter(({ leaf }) => leaf.startsWith(`${part}.`)).reduce(applied(part), this.settings[part]),
      );
    const elsewhere = { ...objectOf(this.settings.account), accountId: "210987654321" };
    const root = mkdtempSync(join(realpathSync(tmpdir()), "slipway-change-"));
    try {
      // YAML takes JSON as it is.
      for (const [file, text] of [
        [`accounts/${account}.yaml`, changed("account")],
        [`accounts/${account}-labs.yaml`, JSON.stringify(elsewhere)],
        [`environments/${environment}.yaml`, changed("environment")],
      ] as const) {
        mkdirSync(join(root, "config", file, ".."), { recursive: true });
        writeFileSync(join(root, "config", file), text);
      }
      return environmentNamed(root, environment);
    } finally {
      rmSync(root, { recursive: true });
    }
  }
}

function named(part: keyof Settings, changes: Readonly<Record<string, LeafChange>>): readonly ChangedLeaf[] {
  return Object.entries(changes).map(([leaf, change]) => ({ leaf: `${part}.${leaf}`, ...change }));
}

function applied(part: keyof Settings) {
  return (settings: Json, { leaf, to, without: gone = [] }: ChangedLeaf): Json =>
    without(withLeaf(settings, leaf.slice(part.length + 1), to), gone);
}
