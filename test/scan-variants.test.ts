import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { applyAcceptedRisks } from "../checks/accepted-risks";
import { partDesigned } from "../checks/designed-findings";
import { convertToHcl } from "../checks/hcl/convert";
import { runRules } from "../checks/run-rules";
import { seenFindings } from "../checks/seen-finding";
import { joinTemplates, parseTemplate } from "../checks/template";
import { withLiteralReferences } from "../checks/template-string";
import type { Environment } from "../config/schema/environment";
import { isList, isObject, type Json, objectOf, parseJson } from "../model/json";
import { planEnvironment } from "../model/plan/environment-plan";
import { stackNames } from "../model/stack-names";
import {
  anEnvironment,
  aService,
  clientCertificates,
  existingVpc,
  firestoreByFederation,
  firestoreByKey,
  ownZone,
  signedTokens,
} from "./helpers/environments";
import { fixture, fixtureNames } from "./helpers/fixtures";
import { comparable, readBack } from "./helpers/read-back-hcl";
import { cloud, configurationOf, stacksOf, terraformJson, terraformJsonWithPaths } from "./helpers/stacks";

const tenSecrets = Object.fromEntries(
  [..."ABCDEFGHIJ"].map((letter) => [`KEY_${letter}`, `key-${letter.toLowerCase()}`]),
);

/** What an environment may choose, and what our own rules say of the choice. */
const choices: readonly (readonly [string, Environment, readonly string[]])[] = [
  ["a domain", anEnvironment(), []],
  ["signed tokens of agents", anEnvironment({ services: { agent: aService({ agentToAgent: signedTokens }) } }), []],
  [
    "certificates of agents",
    anEnvironment({ services: { agent: aService({ agentToAgent: clientCertificates }) } }),
    [],
  ],
  ["a key to Firestore", anEnvironment({ services: { agent: aService({ firestore: firestoreByKey }) } }), []],
  [
    "an identity for Firestore and for peers",
    anEnvironment({
      services: {
        agent: aService({
          firestore: firestoreByFederation,
          peers: { planner: { url: "https://planner.example.com/a2a", audience: "shop-planner" } },
        }),
      },
    }),
    [],
  ],
  ["a zone of its own", anEnvironment({ dns: ownZone({ delegated: true }) }), []],
  [
    "failover",
    anEnvironment({ dns: { domain: "staging.example.com", zone: { name: "example.com" }, failover: "primary" } }),
    [],
  ],
  [
    "a gateway for each zone",
    anEnvironment({ network: { cidr: "10.1.0.0/16", nat: "per-zone", flowLogs: false } }),
    [],
  ],
  [
    "production",
    anEnvironment({
      production: true,
      promotedFrom: ["preview"],
      services: { agent: aService({ scaling: { minimumTasks: 2, maximumTasks: 4 } }) },
    }),
    [],
  ],
  ["ten secrets", anEnvironment({ services: { agent: aService({ secrets: tenSecrets }) } }), []],
  ["a network of others", anEnvironment({ network: { existingVpc } }), []],
  ["no domain", anEnvironment({ dns: undefined }), ["listener-plain-http"]],
  ["a zone that is not delegated yet", anEnvironment({ dns: ownZone({ delegated: false }) }), ["listener-plain-http"]],
  ["no gateway", anEnvironment({ network: { cidr: "10.1.0.0/16", nat: "none" } }), []],
  [
    "no gateway, on Spot in part",
    anEnvironment({
      network: { cidr: "10.1.0.0/16", nat: "none" },
      services: { agent: aService({ spotPercent: 50 }) },
    }),
    [],
  ],
];

/** The document with the references in JSON texts as plain text. */
function literal(value: Json): Json {
  if (typeof value === "string") return /^[[{]/.test(value) ? withLiteralReferences(value) : value;
  if (isList(value)) return value.map(literal);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)]));
}

describe.each(choices)("an environment with %s", (_, environment, found) => {
  const made = stacksOf(configurationOf(environment), cloud);
  const stacks = made.map((stack) => objectOf(parseJson(terraformJson(stack))));

  test("is shown to scanners as it is", async () => {
    expect(stacks).toHaveLength(3);
    for (const stack of stacks) {
      expect(await readBack(convertToHcl(stack, { jsonStrings: "as-written" }))).toEqual(comparable(stack));
      const shown = await readBack(convertToHcl(stack, { jsonStrings: "literal-references" }));
      expect(shown).toEqual(comparable(literal(stack)));
    }
  });

  test(`has these findings of our own rules: ${found.join(", ") || "none"}`, () => {
    expect([...new Set(ownFindings(environment).map(({ rule }) => rule))]).toEqual(found);
  });
});

/**
 * Of the environment's stacks; what is meant is no finding.
 *
 * @param others further environments of its account, whose parts of its stack are seen too
 */
function ownFindings(environment: Environment, ...others: readonly Environment[]) {
  const environments = [environment, ...others];
  const all = stacksOf(configurationOf(...environments), cloud);
  const made = all.filter((stack) => stackNames(environment).includes(stack.node.id));
  const template = joinTemplates(made.map((stack) => parseTemplate(terraformJsonWithPaths(stack))));
  const sharers = environments.map(planEnvironment);
  const found = runRules(template, sharers.slice(0, 1), sharers);
  return partDesigned(
    seenFindings(found, template),
    made.flatMap((stack) => stack.designs()),
  ).findings;
}

test("a second environment like the first, in the same account, has no finding either", () => {
  const first = anEnvironment();
  expect(ownFindings({ ...first, name: "preview", namePrefix: "shop-preview" }, first)).toEqual([]);
});

describe("five years ahead", () => {
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-11-22T12:00:00Z") });
  });
  afterAll(() => {
    vi.useRealTimers();
  });

  test.each(fixtureNames)("the reasons of the product still hold for %s, whose settings are read as today", (name) => {
    expect(fixture(name).environments.flatMap((environment) => ownFindings(environment))).toEqual([]);
  });

  test("what a user accepted has expired, and nothing else fails", () => {
    const environment = anEnvironment({ dns: undefined });
    const findings = ownFindings(environment);
    const risks = findings.map(({ rule, address, fingerprint }) => ({
      ...{ rule, address, fingerprints: [fingerprint], environment: environment.name, monthlyUsd: 0 },
      ...{
        reason: "It has no domain until it is known what it is called.",
        owners: ["platform-team", "security-team"],
      },
      ...{ acceptedOn: "2026-11-01", expires: "2027-01-15" },
    }));
    const facts = { findings, risks, environments: [environment.name], production: false };
    expect(applyAcceptedRisks({ ...facts, today: "2026-11-22" })).toMatchObject({ findings: [], problems: [] });
    const later = applyAcceptedRisks({ ...facts, today: new Date().toISOString().slice(0, 10) });
    expect(later.findings).toEqual(findings);
    expect(later.problems).toEqual(
      risks.map(
        ({ rule, address }) =>
          `the accepted risk ${rule} at ${address} expired on 2027-01-15; remove its cause, or decide anew`,
      ),
    );
    expect(later.problems).not.toEqual([]);
  });
});
