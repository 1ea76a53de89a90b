import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadAcceptedRisks } from "./accepted-risks";

const entry = `  - rule: aws-elb-alb-not-public
    address: staging/load-balancer/load-balancer
    fingerprints: [0123456789ab]
    environment: staging
    reason: the load balancer is the public entrance
    owners: [platform-team]
    acceptedOn: 2026-11-21
    expires: 2027-05-20
    monthlyUsd: 20
`;

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "slipway-risks-"));
  mkdirSync(join(root, "config"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function load(text: string) {
  writeFileSync(join(root, "config", "accepted-risks.yaml"), text);
  return loadAcceptedRisks(root);
}

describe("config/accepted-risks.yaml", () => {
  test("lists risks, or none", () => {
    expect(load(`acceptedRisks:\n${entry}`)).toMatchObject([
      { rule: "aws-elb-alb-not-public", owners: ["platform-team"] },
    ]);
    expect(load("acceptedRisks: []\n")).toEqual([]);
  });

  test("has every fault reported at its place", () => {
    const faulty = entry
      .replace("expires: 2027-05-20", "expires: 2027-06-01")
      .replace("[platform-team]", "[]")
      .replace("monthlyUsd", "monthlyUSD");
    expect(() => load(`acceptedRisks:\n${faulty}`)).toThrow(
      [
        "config/accepted-risks.yaml:7:13 acceptedRisks[0].owners: name at least one role",
        "config/accepted-risks.yaml:9:14 acceptedRisks[0].expires: 2027-06-01 is 192 days after 2026-11-21, and 180 are allowed; use 2027-05-20 or earlier",
        "config/accepted-risks.yaml:10:5 acceptedRisks[0].monthlyUSD: ",
      ].join("\n"),
    );
  });

  test.each(["2027-02-30", "soon", "20.5.2027"])("takes no %s for a day", (day) => {
    expect(() => load(`acceptedRisks:\n${entry.replace("2027-05-20", day)}`)).toThrow("use a day such as 2026-11-21");
  });

  test("must be there", () => {
    expect(() => loadAcceptedRisks(root)).toThrow("config/accepted-risks.yaml: the file cannot be read");
  });
});
