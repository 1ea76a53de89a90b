import { expect, test } from "vitest";
import {
  accountYaml,
  configurationFolder,
  environmentYaml,
  faultLines,
  withPart,
} from "../test/helpers/configuration-folder";
import { loadConfiguration } from "./load";

const lines = (files: Readonly<Record<string, string>>) =>
  faultLines(() => loadConfiguration(configurationFolder({ "config/accounts/shop.yaml": accountYaml, ...files })));
const service = (settings: string) => withPart(environmentYaml, "    port: 8080", `${settings}\n    port: 8080`);
const domain = "domain: staging.example.com";
/** With a block and a domain of its own. */
const elsewhere = (text: string) =>
  withPart(withPart(text, "10.1.0.0/16", "10.2.0.0/16"), domain, "domain: two.example.com");
/** Two environments: `one`, and the given text as `two`. */
const pair = (one: string, two: string) =>
  lines({ "config/environments/one.yaml": one, "config/environments/two.yaml": two });

test("two environments share their repository and nothing else", () => {
  expect(pair(environmentYaml, elsewhere(environmentYaml))).toEqual([]);
});

test("blocks of two VPCs in one account do not overlap, as they could never be peered", () => {
  expect(pair(environmentYaml, withPart(elsewhere(environmentYaml), "10.2.0.0/16", "10.1.128.0/20"))).toEqual([
    "config/environments/two.yaml:2:18 network.cidr: 10.1.128.0/20 overlaps 10.1.0.0/16 of config/environments/one.yaml in the same account; choose a block outside it",
  ]);
});

test("environments of different accounts may have the same block", () => {
  const files = {
    "config/accounts/stock.yaml": withPart(accountYaml, "123456789012", "210987654321"),
    "config/environments/one.yaml": environmentYaml,
    "config/environments/two.yaml": withPart(environmentYaml, "account: shop", "account: stock"),
  };
  expect(lines(files)).toEqual([]);
});

test("a namePrefix is used once in an account, written or taken from the file's name", () => {
  const faults = pair(environmentYaml, elsewhere(`namePrefix: one\n${environmentYaml}`));
  expect(faults[0]).toBe(
    "config/environments/two.yaml:1:13 namePrefix: the namePrefix one is taken by config/environments/one.yaml; choose another",
  );
});

test("role names differ in more than upper and lower case, as IAM compares them without", () => {
  expect(pair(service("    taskRoleName: ShopTaskRole"), elsewhere(service("    taskRoleName: shoptaskrole")))).toEqual(
    [
      "config/environments/two.yaml:6:19 services.agent.taskRoleName: the role name shoptaskrole is taken by config/environments/one.yaml; choose another taskRoleName or namePrefix",
    ],
  );
});

test("what an environment has, another does not name as what it had", () => {
  const former = (names: string) => elsewhere(`formerNames: { ${names} }\n${environmentYaml}`);
  expect(pair(service("    taskRoleName: ShopTaskRole"), former("taskRoles: [ShopTaskRole]"))).toEqual([
    "config/environments/two.yaml:1:28 formerNames.taskRoles[0]: the role name ShopTaskRole is taken by config/environments/one.yaml; choose another taskRoleName or namePrefix",
  ]);
  expect(pair(service("    logGroup: /shop/agent"), former("logGroups: [/shop/agent]"))).toEqual([
    "config/environments/two.yaml:1:28 formerNames.logGroups[0]: the log group /shop/agent is taken by config/environments/one.yaml; choose another logGroup",
  ]);
});

test("a role name of one environment is not one that another's names make", () => {
  expect(pair(environmentYaml, elsewhere(service("    taskRoleName: one-agent-execution")))).toEqual([
    "config/environments/two.yaml:6:19 services.agent.taskRoleName: the role name one-agent-execution is taken by config/environments/one.yaml; choose another taskRoleName or namePrefix",
  ]);
});

test("a Firestore database serves one environment", () => {
  const database = service(
    "    firestore: { projectId: shop-works, database: staging, access: { serviceAccountKey: { secret: gcp-key } } }",
  );
  expect(pair(database, elsewhere(database))).toEqual([
    "config/environments/two.yaml:6:51 services.agent.firestore.database: the Firestore database shop-works/staging is taken by config/environments/one.yaml; use a database of this environment alone",
  ]);
});

test("a domain leads to one environment, or to the two sides of a failover", () => {
  const block = withPart(environmentYaml, "10.1.0.0/16", "10.2.0.0/16");
  const side = (text: string, failover: string) => withPart(text, "dns: {", `dns: { failover: ${failover},`);
  const taken = expect.stringMatching(
    /^config\/environments\/two\.yaml:3:\d+ dns\.domain: the domain staging\.example\.com is taken by config\/environments\/one\.yaml; choose another, or make one side dns\.failover primary and the other secondary$/,
  );
  expect(pair(environmentYaml, block)).toEqual([taken]);
  expect(pair(side(environmentYaml, "primary"), block)).toEqual([taken]);
  expect(pair(side(environmentYaml, "primary"), side(block, "primary"))).toEqual([taken]);
  expect(pair(side(environmentYaml, "primary"), side(block, "secondary"))).toEqual([]);
});

test("a zone is created once in an account, and looked up by the others", () => {
  const creating = (text: string) => withPart(text, "name: example.com", "name: example.com, create: true");
  expect(pair(creating(environmentYaml), elsewhere(environmentYaml))).toEqual([]);
  expect(pair(creating(environmentYaml), creating(elsewhere(environmentYaml)))).toEqual([
    "config/environments/two.yaml:3:47 dns.zone.name: the creation of the zone example.com is taken by config/environments/one.yaml; remove create and delegated here, so that it is looked up",
  ]);
});

test("an account has one file for each region", () => {
  const files = { "config/environments/one.yaml": environmentYaml };
  const lookingUp = withPart(
    accountYaml,
    "organization: shop-works",
    "organization: shop-works, oidcProvider: existing",
  );
  expect(lines({ ...files, "config/accounts/stock.yaml": lookingUp })).toEqual([
    "config/accounts/stock.yaml:1:12 accountId: account 123456789012 in us-east-1 is taken by config/accounts/shop.yaml; keep one file for it",
  ]);
  const abroad = withPart(lookingUp, "us-east-1", "eu-west-1");
  expect(lines({ ...files, "config/accounts/stock.yaml": abroad })).toEqual([]);
});

test("an identity provider is created once in an AWS account, and looked up by its other files", () => {
  const files = { "config/environments/one.yaml": environmentYaml };
  const abroad = withPart(accountYaml, "us-east-1", "eu-west-1");
  expect(lines({ ...files, "config/accounts/stock.yaml": abroad })).toEqual([
    "config/accounts/stock.yaml:4:17 terraformCloud: the identity provider for app.terraform.io in account 123456789012 is taken by config/accounts/shop.yaml; set oidcProvider: existing here, so that it is looked up",
  ]);
});

test("a namePrefix is not the beginning of another, whose names its rights would reach", () => {
  const faults = pair(`namePrefix: shop\n${environmentYaml}`, elsewhere(`namePrefix: shop-two\n${environmentYaml}`));
  expect(faults).toEqual([
    "config/environments/two.yaml:1:13 namePrefix: shop-two begins with shop-, as all names of config/environments/one.yaml do, and so its rights would reach here; choose another namePrefix",
  ]);
  expect(pair(`namePrefix: shop\n${environmentYaml}`, elsewhere(`namePrefix: shoptwo\n${environmentYaml}`))).toEqual(
    [],
  );
});

/** The same AWS account, in a file of another region. */
const abroadYaml = withPart(
  withPart(accountYaml, "us-east-1", "eu-west-1"),
  "organization: shop-works",
  "organization: shop-works, oidcProvider: existing",
);

test("files of one AWS account share its names of IAM and S3, in whatever region", () => {
  const files = {
    "config/accounts/stock.yaml": abroadYaml,
    "config/environments/one.yaml": `namePrefix: shop\n${environmentYaml}`,
  };
  const two = `namePrefix: shop\n${withPart(elsewhere(environmentYaml), "account: shop", "account: stock")}`;
  expect(lines({ ...files, "config/environments/two.yaml": two })).toEqual([
    "config/environments/two.yaml:1:13 namePrefix: the namePrefix shop is taken by config/environments/one.yaml; choose another",
  ]);
  const role = (text: string) => withPart(text, "    port: 8080", "    taskRoleName: Agent\n    port: 8080");
  const other = withPart(role(elsewhere(environmentYaml)), "account: shop", "account: stock");
  expect(
    lines({ ...files, "config/environments/one.yaml": role(environmentYaml), "config/environments/two.yaml": other }),
  ).toEqual([
    "config/environments/two.yaml:6:19 services.agent.taskRoleName: the role name Agent is taken by config/environments/one.yaml; choose another taskRoleName or namePrefix",
  ]);
});

test("a workspace keeps the state of one stack, however prefix and name are joined", () => {
  const prefixed = (text: string, prefix: string, organization = "shop-works") =>
    withPart(text, "organization: shop-works", `organization: ${organization}, workspacePrefix: ${prefix}`);
  const files = (organization?: string) => ({
    "config/accounts/shop.yaml": prefixed(accountYaml, "shop"),
    "config/accounts/stock.yaml": prefixed(
      withPart(accountYaml, "123456789012", "210987654321"),
      "shop-stock",
      organization,
    ),
    "config/environments/stock-one.yaml": environmentYaml,
    "config/environments/one.yaml": withPart(elsewhere(environmentYaml), "account: shop", "account: stock"),
  });
  expect(lines(files())).toEqual([
    "config/environments/stock-one.yaml:1:10 account: the workspace shop-stock-one-base of shop-works is taken by config/environments/one.yaml; choose another workspacePrefix, or rename one of the files",
  ]);
  expect(lines(files("Shop-Works"))).toHaveLength(1);
  expect(lines(files("stock-works"))).toEqual([]);
});

test("the roles of the delivery have one owner, however account and environment are joined", () => {
  const files = {
    "config/accounts/shop-eu.yaml": withPart(abroadYaml, "shop-works,", "shop-works-eu,"),
    "config/environments/eu-two.yaml": environmentYaml,
    "config/environments/two.yaml": withPart(elsewhere(environmentYaml), "account: shop", "account: shop-eu"),
  };
  expect(lines(files)).toEqual([
    "config/environments/two.yaml:1:10 account: the role name slipway-shop-eu-two-base-apply is taken by config/environments/eu-two.yaml; rename one of the files",
  ]);
});

test("collisions are reported beside the faults of each file", () => {
  const faults = pair(
    withPart(environmentYaml, "8080", "80"),
    withPart(environmentYaml, "monthlyUsd: 450", "monthlyUsd: 0"),
  );
  expect(faults.map((line) => line.split(": ")[0])).toEqual([
    "config/environments/one.yaml:6:11 services.agent.port",
    "config/environments/two.yaml:2:18 network.cidr",
    "config/environments/two.yaml:3:16 dns.domain",
    "config/environments/two.yaml:15:23 budget.monthlyUsd",
  ]);
});
