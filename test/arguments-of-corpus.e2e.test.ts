import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfiguration } from "../config/load";
import { judged } from "./helpers/arguments/judged";
import { configurationFolder } from "./helpers/configuration-folder";

const corpus = "test/config-corpus";
const read = (file: string) => readFileSync(join(corpus, file), "utf8");

/** What a person may choose to have found: everything else says that a stack is not as it is planned. */
const choices = ["listener-plain-http", "open-egress", "wildcard-action", "wildcard-resource"];

test.each(readdirSync(join(corpus, "good")).sort())(
  "the stacks of %s hold what the checks know and the plan says",
  (file) => {
    const isAccount = file.startsWith("account-");
    const root = configurationFolder({
      "config/accounts/shop.yaml": read(isAccount ? `good/${file}` : "sound/account.yaml"),
      "config/environments/staging.yaml": read(isAccount ? "sound/environment.yaml" : `good/${file}`),
    });
    for (const environment of loadConfiguration(root).environments) {
      const { template, findings } = judged(environment);
      const found = findings(template).filter(({ rule }) => !choices.includes(rule));
      expect(found.map(({ rule, address, message }) => `${rule} ${address}: ${message}`)).toEqual([]);
    }
  },
);
