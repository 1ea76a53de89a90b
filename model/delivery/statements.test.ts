import { expect, test } from "vitest";
import { awsType, typesIn } from "../aws-types/records";
import { accountArnSets } from "./account-arn-sets";
import { environmentArnSets } from "./environment-arn-sets";
import { readStatements, writeStatements } from "./statements";

const account = {
  name: "lornu",
  accountId: "123456789012",
  region: "us-east-1",
  terraformCloudHost: "app.terraform.io",
};
const arnSets = environmentArnSets({
  account,
  name: "staging",
  namePrefix: "lornu-staging",
  cluster: "lornu-staging",
  taskRoleNames: [],
  logGroups: [],
  dns: { domains: ["staging.example.com"], createsZone: true },
  clientCertificates: ["arn:aws:s3:::lornu-ai-agents/authorities.pem"],
  existingVpcId: "vpc-0a1b2c3d4e5f60718",
});

const setsOf = { account: accountArnSets(account), base: arnSets, runtime: arnSets };

test.each(["account", "base", "runtime"] as const)(
  "every call of a stack of kind %s has somewhere to be allowed",
  (kind) => {
    const calls = typesIn(kind, "managedIn", "lookedUpIn").flatMap((type) => type.calls);
    expect(calls.filter(({ on }) => (setsOf[kind][on]?.arns ?? []).length === 0)).toEqual([]);
  },
);

test("what AWS names by itself is told by its tag, where the record says so", () => {
  const tagged = typesIn("base", "managedIn")
    .concat(typesIn("runtime", "managedIn"))
    .filter(({ madeUpByAws }) => madeUpByAws !== "nothing" && madeUpByAws.limitedBy === "tag");
  const changed = tagged.map(({ calls }) => calls.filter(({ phase }) => phase === "change"));
  expect(tagged.length).toBeGreaterThan(10);
  expect(changed.filter((calls) => !calls.some(({ on }) => arnSets[on]?.ownTag !== undefined))).toEqual([]);
});

test("calls on ARNs that nobody contributes are refused", () => {
  const { topic: _, ...others } = arnSets;
  expect(() => readStatements([awsType("aws_sns_topic")], others)).toThrow(
    "nobody says which ARNs topic are, and a type's calls are on them",
  );
});

test("a set without ARNs gives nothing", () => {
  const none = { ...arnSets, topic: { arns: [] } };
  expect(writeStatements([awsType("aws_sns_topic")], none)).toEqual([]);
});
