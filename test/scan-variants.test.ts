import { describe, expect, test } from "vitest";
import { partDesigned } from "../checks/designed-findings";
import { convertToHcl } from "../checks/hcl/convert";
import { runRules } from "../checks/run-rules";
import { seenFindings } from "../checks/seen-finding";
import { joinTemplates, parseTemplate } from "../checks/template";
import { withLiteralReferences } from "../checks/template-string";
import type { Environment } from "../config/schema/environment";
import { isList, isObject, type Json, objectOf, parseJson } from "../model/json";
import { planEnvironment } from "../model/plan/environment-plan";
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
import { comparable, readBack } from "./helpers/read-back-hcl";
import { cloud, configurationOf, stacksOf, terraformJson, terraformJsonWithPaths } from "./helpers/stacks";

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
  ["a network of others", anEnvironment({ network: { existingVpc } }), []],
  ["no domain", anEnvironment({ dns: undefined }), ["listener-plain-http"]],
  ["a zone that is not delegated yet", anEnvironment({ dns: ownZone({ delegated: false }) }), ["listener-plain-http"]],
  ["no gateway", anEnvironment({ network: { cidr: "10.1.0.0/16", nat: "none" } }), ["service-public-ip"]],
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
    const templates = made.map((stack) => parseTemplate(terraformJsonWithPaths(stack)));
    const template = joinTemplates(templates);
    const designs = made.flatMap((stack) => stack.designs());
    const { findings } = partDesigned(
      seenFindings(runRules(template, [planEnvironment(environment)]), template),
      designs,
    );
    expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(found);
  });
});

test("an environment is found as planned beside another of its account, whose parts the account's stack holds", () => {
  const [own, other] = [anEnvironment(), { ...anEnvironment({ namePrefix: "shop-preview" }), name: "preview" }];
  const plan = planEnvironment(own);
  const made = stacksOf(configurationOf(own, other), cloud).filter(({ node }) =>
    Object.values(plan.stacks).includes(node.id),
  );
  const template = joinTemplates(made.map((stack) => parseTemplate(terraformJsonWithPaths(stack))));
  const found = seenFindings(runRules(template, [plan], [plan, planEnvironment(other)]), template);
  expect(
    partDesigned(
      found,
      made.flatMap((stack) => stack.designs()),
    ).findings,
  ).toEqual([]);
});
