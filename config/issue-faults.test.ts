import { expect, test } from "vitest";
import {
  accountYaml,
  environmentYaml,
  faultLines,
  stagingFolder,
  withPart,
} from "../test/helpers/configuration-folder";
import { loadConfiguration } from "./load";

const lines = (staging: string, account: string = accountYaml) =>
  faultLines(() => loadConfiguration(stagingFolder(staging, account))).map((line) =>
    line.replace(/^.*\/(\w+\.yaml)/, "$1"),
  );
/** The valid file with further settings of the service, from its sixth line on. */
const withSettings = (...settings: string[]) =>
  withPart(environmentYaml, "    port", `${settings.map((line) => `    ${line}\n`).join("")}    port`);

test("one run shows every fault of a file, sorted by place", () => {
  const text = `acount: shop
network: { cidr: 10.1.0.1/16, natt: single }
dns: { domain: staging.example.org, zone: { name: example.com, create: maybe } }
services:
  Agent:
    port: 80
    size:
      cpuUnits: 512
      memoryMiB: 3000
      memory_mib: 1
    scaling: { minimumTasks: 5, maximumTasks: 4, cpuPercent: 99 }
    repository: shop-agent
    environment: { DEBUG: true, PORT: "1", PAYMENT_API_KEY: x }
    secrets: { PAYMENT_API_KEY: payment-api-key }
    kind: web
alerts:
budget: { monthlyUsd: lots }
`;
  expect(lines(text)).toEqual([
    "staging.yaml:1:1 acount: unknown key; did you mean account?",
    "staging.yaml:2:18 network.cidr: 10.1.0.1/16 has bits set behind its mask; did you mean 10.1.0.0/16?",
    "staging.yaml:2:31 network.natt: unknown key; did you mean nat?",
    "staging.yaml:3:16 dns.domain: staging.example.org is not in the zone example.com; use a name that ends in .example.com",
    "staging.yaml:3:72 dns.zone.create: maybe is not a switch; use true or false",
    "staging.yaml:5:3 services.Agent: a service is named with lower-case letters, digits and single inner hyphens, starting with a letter",
    "staging.yaml:5:3 services.Agent.healthCheckPath: missing; write it (Must answer 200)",
    "staging.yaml:6:11 services.Agent.port: 80 is not allowed; use a whole number from 1024 to 65535, as the task does not run as root",
    "staging.yaml:9:18 services.Agent.size.memoryMiB: 3000 is not a Fargate memory size for 512 CPU units; use 1024, 2048, 3072 or 4096",
    "staging.yaml:10:7 services.Agent.size.memory_mib: unknown key; did you mean memoryMiB?",
    "staging.yaml:11:47 services.Agent.scaling.maximumTasks: 4 is below minimumTasks (5); use at least 5",
    "staging.yaml:11:62 services.Agent.scaling.cpuPercent: 99 is not allowed; use a whole number from 10 to 90",
    'staging.yaml:13:27 services.Agent.environment.DEBUG: true is read as true or false; put it in quotes: "true"',
    "staging.yaml:13:33 services.Agent.environment.PORT: PORT is set from port; remove it here",
    "staging.yaml:13:44 services.Agent.environment.PAYMENT_API_KEY: PAYMENT_API_KEY is among the secrets too; keep it in one of both",
    "staging.yaml:13:61 services.Agent.environment.PAYMENT_API_KEY: PAYMENT_API_KEY names a credential, and plain values end up in the state; move it to secrets by its name in Secrets Manager",
    "staging.yaml:16:8 alerts: an empty value is not a mapping; write its settings below the key",
    "staging.yaml:17:23 budget.monthlyUsd: lots is not allowed; use a whole number from 1 to 1000000",
  ]);
});

test("a key that is written twice is reported beside the other faults", () => {
  expect(lines(withPart(environmentYaml, "8080", "80\n    port: 90")).map((line) => line.split(" ")[0])).toEqual([
    "staging.yaml:7:5",
    "staging.yaml:7:11",
  ]);
});

test("an account id without quotes is to be quoted, with its leading zero", () => {
  const number = withPart(accountYaml, '"123456789012"', "012345678901");
  expect(lines(environmentYaml, number)).toEqual([
    'shop.yaml:1:12 accountId: 012345678901 is read as a number; put it in quotes: "012345678901"',
  ]);
  expect(lines(environmentYaml, withPart(accountYaml, "123456789012", "012345678901"))).toEqual([]);
});

test("a number in quotes is to lose them", () => {
  expect(lines(withPart(environmentYaml, "8080", '"8080"'))).toEqual([
    'staging.yaml:6:11 services.agent.port: "8080" is text; remove the quotes to make it a number',
  ]);
});

test("an unknown key far from every known one lists them", () => {
  expect(lines(withPart(environmentYaml, "maximumTasks: 4", "maximumTasks: 4, desired_count: 2"))).toEqual([
    "staging.yaml:12:50 services.agent.scaling.desired_count: unknown key; use minimumTasks, maximumTasks, cpuPercent, memoryPercent or requestsPerTarget",
  ]);
});

test("a missing setting is reported at the key above it, with its meaning", () => {
  expect(lines(withPart(environmentYaml, "      memoryMiB: 1024\n", ""))).toEqual([
    "staging.yaml:9:5 services.agent.size.memoryMiB: missing; write it (Memory of one task in MiB; AWS allows certain pairs with cpuUnits)",
  ]);
  expect(lines(withPart(environmentYaml, "budget: { monthlyUsd: 450 }\n", ""))).toEqual([
    "staging.yaml:1:1 budget: missing; write it (What it may cost)",
  ]);
});

test("a service says of which kind it is", () => {
  expect(lines(withPart(environmentYaml, "    kind: web\n", ""))).toEqual([
    "staging.yaml:5:3 services.agent.kind: missing; write it (web, internal, worker or job)",
  ]);
  expect(lines(withPart(environmentYaml, "kind: web", "kind: wbe"))).toEqual([
    "staging.yaml:13:11 services.agent.kind: wbe is not allowed; use web, internal, worker or job",
  ]);
});

test("a setting of another kind is told from one that nobody has", () => {
  const [worker = ""] = lines(withPart(environmentYaml, "kind: web", "kind: worker"));
  expect(worker).toBe(
    "staging.yaml:6:5 services.agent.port: not a setting of kind worker, but of web and internal; remove it",
  );
  expect(lines(withSettings("schedul: x"))[0]).toMatch(/services\.agent\.schedul: unknown key; use /);
});

test("values of the wrong kind are named without their content", () => {
  expect(lines(withSettings("environment: { A: { b: c }, B: [d], C: }", "longLived: 1", "secrets: plain"))).toEqual([
    "staging.yaml:6:23 services.agent.environment.A: a mapping is not text; write one value",
    "staging.yaml:6:36 services.agent.environment.B: a list is not text; write one value",
    "staging.yaml:6:44 services.agent.environment.C: an empty value is not text; write one value",
    "staging.yaml:7:16 services.agent.longLived: 1 is not a switch; use true or false",
    "staging.yaml:8:14 services.agent.secrets: this is not a mapping; write its entries below the key",
  ]);
  const network =
    "network: { existingVpc: { vpcId: vpc-00000001, publicSubnetIds: a, privateSubnetIds: [subnet-00000001] } }";
  expect(lines(withPart(environmentYaml, "network: { cidr: 10.1.0.0/16 }", network))).toEqual([
    "staging.yaml:2:65 network.existingVpc.publicSubnetIds: a is not a list; write one entry a line, each after a hyphen",
    "staging.yaml:2:86 network.existingVpc.privateSubnetIds: too short with 1 entry; use at least 2",
  ]);
});

test("an address longer than the load balancer allows is refused", () => {
  const url = (length: number) => `https://auth.example.com/${"a".repeat(length - 25)}`;
  const jwt = (length: number) =>
    withSettings(
      `agentToAgent: { jwt: { issuer: ${url(length)}, jwksUrl: https://auth.example.com/keys, audience: a } }`,
    );
  expect(lines(jwt(256))).toEqual([]);
  expect(lines(jwt(257))).toEqual([
    "staging.yaml:6:36 services.agent.agentToAgent.jwt.issuer: too long with 257 characters; use at most 256",
  ]);
});

const credentials = [
  "AKIAIOSFODNN7EXAMPLE",
  "AIzaSyA1234567890abcdefghijklmnopqrstuvw",
  "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
  "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY01",
  "postgres://shop:hunter2@db.example.com/shop",
];

test.each(credentials)("the credential %s is refused wherever it is, and never shown", (credential) => {
  const places = [
    withPart(environmentYaml, "account: shop", `account: ${credential}`),
    withPart(environmentYaml, "port: 8080", `port: ${credential}`),
    withPart(environmentYaml, "10.1.0.0/16", credential),
    withPart(environmentYaml, "/health", credential),
    withPart(environmentYaml, "budget:", `tags: { note: "${credential}" }\nbudget:`),
    withPart(environmentYaml, "budget:", `tags: { "${credential}": note }\nbudget:`),
    withPart(environmentYaml, "budget:", `"${credential}": 1\nbudget:`),
    withPart(environmentYaml, "agent:\n", `"${credential}":\n`),
    withSettings(`secrets: { PAYMENT_API_KEY: "${credential}" }`),
    withSettings(`secrets: ["${credential}"]`),
    withSettings(`environment: { LOG_LEVEL: "${credential}" }`),
    withSettings(`environment: { "${credential}": debug }`),
    withSettings(`longLived: "${credential}"`),
    withSettings(`agentToAgent: "${credential}"`),
  ];
  for (const text of places) {
    expect(lines(text)).not.toEqual([]);
    expect(lines(text).join("\n")).not.toContain(credential);
  }
});

test("a credential is one fault, in the words of its setting where that has some", () => {
  const message = "store the value in Secrets Manager and write the name of the secret here";
  expect(lines(withSettings("secrets: { PAYMENT_API_KEY: AKIAIOSFODNN7EXAMPLE }"))).toEqual([
    `staging.yaml:6:33 services.agent.secrets.PAYMENT_API_KEY: this is a secret's value, not its name; ${message}`,
  ]);
  expect(lines(withPart(environmentYaml, "budget:", "tags: { note: AKIAIOSFODNN7EXAMPLE }\nbudget:"))).toEqual([
    "staging.yaml:15:15 tags.note: this looks like a credential, which no configuration may hold; store it in Secrets Manager, and renew it if others saw it",
  ]);
});

test("a number where a secret's name belongs is not shown, since it may be the secret", () => {
  expect(lines(withSettings("secrets: { DB_PASSWORD: 31415926 }", "environment: { API_TOKEN: 27182818 }"))).toEqual([
    "staging.yaml:6:29 services.agent.secrets.DB_PASSWORD: this is read as a number; put it in quotes",
    "staging.yaml:7:31 services.agent.environment.API_TOKEN: this is read as a number; put it in quotes",
  ]);
});

test("variables of AWS are reserved, and others named like theirs are not", () => {
  expect(lines(withSettings("environment: { AWS_REGION: a, LAWS_REGION: b }", "secrets: { ECS_X: a }"))).toEqual([
    "staging.yaml:6:20 services.agent.environment.AWS_REGION: AWS_REGION is reserved: AWS sets AWS_* and ECS_*; choose another name",
    "staging.yaml:7:16 services.agent.secrets.ECS_X: ECS_X is reserved: AWS sets AWS_* and ECS_*; choose another name",
  ]);
});

test.each([
  ["1e99", "1e+99 is not a whole number; use one"],
  [".nan", "NaN is not a whole number; use one"],
  ["half", "half is not a whole number; use one"],
  ["512.5", "512.5 is not a whole number; use one"],
])("the size %s is no number of units", (written, message) => {
  expect(lines(withPart(environmentYaml, "cpuUnits: 512", `cpuUnits: ${written}`))).toEqual([
    `staging.yaml:10:17 services.agent.size.cpuUnits: ${message}`,
  ]);
});

test("names of tags have the characters that AWS allows", () => {
  const tagged = (name: string) => lines(withPart(environmentYaml, "budget:", `tags: { "${name}": a }\nbudget:`));
  expect(tagged("Cost center/2 @a:b+c=d_e.f-g")).toEqual([]);
  expect(tagged("cost$")).toEqual([
    'staging.yaml:15:9 tags["cost$"]: use 1 to 128 letters, digits, spaces and _.:/=+@-',
  ]);
  expect(tagged("")).toEqual(['staging.yaml:15:9 tags[""]: use 1 to 128 letters, digits, spaces and _.:/=+@-']);
});
