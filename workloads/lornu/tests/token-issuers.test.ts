import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { signingForEverybody } from "../../../model/token-issuers";
import { workloadFolder } from "../scripts/places";

test("the program lets strangers of the same issuers in as little as the configuration does", () => {
  const source = readFileSync(`${workloadFolder}/backend/settings_rules.py`, "utf8");
  const [, list = ""] = /_SIGNING_FOR_EVERYBODY = \(\n(.*?)\n\)/s.exec(source) ?? [];
  const shapes = list.replaceAll(/"\n\s*r"/g, "").matchAll(/r"(.+)",/g);
  expect([...shapes].map(([, shape]) => shape)).toEqual(
    signingForEverybody.map((shape) => shape.source.replaceAll("\\/", "/")),
  );
});
