import { describe, expect, test } from "vitest";
import type { Configuration } from "../config/configuration";
import { loadConfiguration } from "../config/load";
import { readPolicy } from "../model/authorization/policy";
import { anEnvironment, aService, clientCertificates, existingVpc, ownZone } from "../test/helpers/environments";
import { fixture, synthesizedFixtureNames } from "../test/helpers/fixtures";
import { accountRoles } from "../test/helpers/iam/account-roles";
import { arnsOverlap, type Doubt, doubtsAbout } from "../test/helpers/iam/authorization-reference";
import { knownDoubts } from "../test/helpers/iam/known-doubts";
import { configurationOf } from "../test/helpers/stacks";

/** What the roles of the accounts, and what bounds them, allow and refuse in a form that AWS does not know. */
function doubts({ accounts, environments }: Configuration): readonly Doubt[] {
  const statements = accounts.flatMap((account) => {
    const own = environments.filter((environment) => environment.account.name === account.name);
    return accountRoles(account, own).roles.flatMap(({ policies, boundary = [] }) => [...policies, boundary].flat());
  });
  return statements.flatMap(doubtsAbout);
}

const configurations: readonly (readonly [string, Configuration])[] = [
  ...synthesizedFixtureNames.map((name) => [name, fixture(name)] as const),
  ["the own configuration", loadConfiguration(".")],
  [
    "a zone that is made and certificates of clients",
    configurationOf(
      anEnvironment({
        dns: ownZone({ delegated: true }),
        services: { agent: aService({ agentToAgent: clientCertificates }) },
      }),
    ),
  ],
  ["a VPC of others", configurationOf(anEnvironment({ network: { existingVpc } }))],
];

describe("the Service Authorization Reference", () => {
  test.each(configurations)("knows each right of %s", (_, configuration) => {
    const unknown = doubts(configuration).filter(({ actions }) =>
      actions.every((action) => knownDoubts.every((known) => known.action !== action)),
    );
    expect(unknown).toEqual([]);
  });

  test("doubts nothing that is no longer there", () => {
    const found = configurations
      .flatMap(([, configuration]) => doubts(configuration))
      .flatMap(({ actions }) => actions);
    expect(knownDoubts.filter(({ action }) => !found.includes(action))).toEqual([]);
  });

  test.each([
    [{ Action: "ec2:CreateVpcs", Resource: "*" }, "is no action"],
    [{ Action: "ec2:Nothing*", Resource: "*" }, "is no action"],
    [
      { Action: "ecs:CreateCluster", Resource: "arn:aws:ecs:*:*:servce/*" },
      "no resource is like arn:aws:ecs:*:*:servce/*",
    ],
    [
      { Action: "ecr:GetAuthorizationToken", Resource: "arn:aws:ecr:*:*:repository/*" },
      "cannot be limited to any of the resources",
    ],
    [
      { Action: "iam:PassRole", Resource: "*", Condition: { StringEquals: { "ecs:cluster": "staging" } } },
      "does not support ecs:cluster",
    ],
  ])("doubts %j", (statement, doubt) => {
    const policy = readPolicy({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
    expect(policy.flatMap(doubtsAbout).map((found) => found.doubt)).toContain(doubt);
  });

  test.each([
    ["vpc/*", "vpc/*", true],
    ["vpc/*", "subnet/*", false],
    ["role/*", "role/shop-*", true],
    ["a*c", "b*", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["log-group:*", "log-group:/ecs/shop/*:log-stream:*", true],
  ])("%s and %s have a resource in common: %s", (left, right, isThere) => {
    const [one, other] = [left, right].map((resource) => `arn:aws:any:us-east-1:*:${resource}`);
    expect(arnsOverlap(one ?? "", other ?? "")).toBe(isThere);
    expect(arnsOverlap(other ?? "", one ?? "")).toBe(isThere);
  });
});
