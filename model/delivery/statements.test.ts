import { expect, test } from "vitest";
import { volumesCapability } from "../../capabilities/volumes/plan";
import { awsType, typesIn } from "../aws-types/records";
import { environmentArnSets } from "./environment-arn-sets";
import { statements } from "./statements";

const account = {
  name: "shop",
  accountId: "123456789012",
  region: "us-east-1",
};
const ofVolumes = volumesCapability.plan(
  { volumes: {} },
  { ...account, environment: "staging", namePrefix: "shop-staging", keyAlias: "alias/shop-staging" },
).arnSets;
const ofEnvironment = environmentArnSets({
  account,
  name: "staging",
  namePrefix: "shop-staging",
  cluster: "shop-staging",
  hasHosts: false,
  instanceRoles: [],
  taskRoleNames: [],
  logGroups: [],
  dns: { domains: ["staging.example.com"], createsZone: true },
  trafficRoles: [],
  clientCertificates: ["arn:aws:s3:::shop-works-agents/authorities.pem"],
  existingVpcId: "vpc-0a1b2c3d4e5f60718",
});
const arnSets = { ...ofEnvironment, ...ofVolumes };
const topic = { types: [awsType("aws_sns_topic")], phases: ["create", "change"], sid: "" } as const;

test("what AWS names by itself is told by its tag, where the record says so", () => {
  const tagged = [...typesIn("base", "managedIn"), ...typesIn("runtime", "managedIn")].filter(
    ({ madeUpByAws }) => madeUpByAws !== "nothing" && madeUpByAws.limitedBy === "tag",
  );
  const changed = tagged.map(({ calls }) => calls.filter(({ phase }) => phase === "change"));
  expect(tagged.length).toBeGreaterThan(10);
  expect(changed.filter((calls) => !calls.some(({ on }) => arnSets[on]?.ownTag !== undefined))).toEqual([]);
});

test("calls on ARNs that nobody contributes are refused", () => {
  const { topic: _, ...others } = arnSets;
  expect(() => statements(topic, others)).toThrow("nobody says which ARNs topic are, and a type's calls are on them");
});

test("a set without ARNs gives nothing", () => {
  expect(statements(topic, { ...arnSets, topic: { arns: [] } })).toEqual([]);
});

test("making and changing is one statement where the same conditions hold, and two where a tag decides", () => {
  expect(statements(topic, arnSets).map(({ sid }) => sid)).toEqual(["ChangeTopic"]);
  const vpc = { ...topic, types: [awsType("aws_vpc")] };
  expect(statements(vpc, arnSets).map(({ sid, actions, conditions }) => [sid, actions, conditions])).toEqual([
    [
      "CreateMadeWithTags",
      ["ec2:CreateTags"],
      { StringEquals: { "aws:RequestTag/Environment": "staging" }, Null: { "ec2:CreateAction": "false" } },
    ],
    [
      "CreateNetwork",
      ["ec2:CreateVpc"],
      {
        StringEquals: { "aws:RequestTag/Environment": "staging" },
        Null: { "aws:ResourceTag/Environment": "true" },
      },
    ],
    [
      "ChangeNetwork",
      ["ec2:CreateTags", "ec2:CreateVpc", "ec2:DeleteTags", "ec2:DeleteVpc", "ec2:ModifyVpcAttribute"],
      { StringEquals: { "aws:ResourceTag/Environment": "staging" } },
    ],
  ]);
});
