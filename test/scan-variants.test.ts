import { Testing } from "cdktf";
import { describe, expect, test } from "vitest";
import { buildApp } from "../app";
import type { Finding } from "../checks/finding";
import { convertToHcl } from "../checks/hcl/convert";
import { runRules } from "../checks/run-rules";
import { joinTemplates, templateOf } from "../checks/template";
import { withLiteralReferences } from "../checks/template-string";
import { loadAcceptedRisks } from "../config/accepted-risks";
import type { Environment } from "../config/schema/environment";
import { isList, isObject, type Json, type JsonObject, parseJson } from "../model/json";
import { AwsStack } from "../stacks/aws-stack";
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
          peers: { planner: { url: "https://planner.example.com/a2a", audience: "lornu-planner" } },
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
  ["a network of others", anEnvironment({ network: { existingVpc } }), []],
  ["no domain", anEnvironment({ dns: undefined }), ["listener-plain-http"]],
  ["a zone that is not delegated yet", anEnvironment({ dns: ownZone({ delegated: false }) }), ["listener-plain-http"]],
  ["no gateway", anEnvironment({ network: { cidr: "10.1.0.0/16", nat: "none" } }), ["service-public-ip"]],
];

const risksOfTheAccount = loadAcceptedRisks(process.cwd()).filter(({ environment }) => environment === "account-lornu");

/** What every environment of the account has alike, whatever its own settings are. */
function isTakenByTheAccount({ rule, address }: Finding): boolean {
  // Terraform's name of a resource is its path in the stack, joined, and a hash.
  const isAt = (path: string) => address.includes(`.${path.split("/").slice(1).join("_")}_`);
  return risksOfTheAccount.some((risk) => risk.rule === rule && isAt(risk.address));
}

function stacksOf(environment: Environment): readonly JsonObject[] {
  const app = buildApp({ accounts: [environment.account], environments: [environment] }, { target: { kind: "cloud" } });
  return app.node.children
    .filter((child) => child instanceof AwsStack)
    .map((stack) => parseJson(Testing.synth(stack, true)))
    .filter(isObject);
}

/** The document with the references in JSON texts as plain text. */
function literal(value: Json): Json {
  if (typeof value === "string") return /^[[{]/.test(value) ? withLiteralReferences(value) : value;
  if (isList(value)) return value.map(literal);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)]));
}

describe.each(choices)("an environment with %s", (_, environment, found) => {
  const stacks = stacksOf(environment);

  test("is shown to scanners as it is", async () => {
    expect(stacks).toHaveLength(3);
    for (const stack of stacks) {
      expect(await readBack(convertToHcl(stack, { jsonStrings: "as-written" }))).toEqual(comparable(stack));
      const shown = await readBack(convertToHcl(stack, { jsonStrings: "literal-references" }));
      expect(shown).toEqual(comparable(literal(stack)));
    }
  });

  test(`has these findings of our own rules: ${found.join(", ") || "none"}`, () => {
    const findings = runRules(joinTemplates(stacks.map(templateOf))).filter((finding) => !isTakenByTheAccount(finding));
    expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(found);
  });
});
