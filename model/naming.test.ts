import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  deliveryRoleNameProblem,
  environmentNameProblem,
  kebabCase,
  namePrefixProblem,
  serviceNameProblem,
  targetGroupNameProblem,
} from "./name-rules";
import { environmentNames, imageUri, secretName, serviceNames } from "./naming";

const account = "123456789012";
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const kebabNames = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join("-"));
/** Prefixes and services that a configuration is accepted with. */
const acceptedNames = fc
  .record({ prefix: kebabNames, service: kebabNames })
  .filter(
    ({ prefix, service }) => (namePrefixProblem(prefix) ?? targetGroupNameProblem(prefix, service, 1)) === undefined,
  );

test("no name is longer than AWS allows once load balancer and target group fit", () => {
  fc.assert(
    fc.property(acceptedNames, ({ prefix, service }) => {
      const environment = environmentNames(prefix, account);
      const names = serviceNames(prefix, service);
      const limits: readonly (readonly [name: string, limit: number])[] = [
        [environment.loadBalancer, 32],
        [names.targetGroup, 32],
        [environment.loadBalancerLogsBucket, 63],
        [environment.flowLogRole, 64],
        [names.taskRole, 64],
        [names.executionRole, 64],
        [environment.budget, 100],
        [environment.alertsTopic, 256],
        [environment.encryptionKeyAlias, 256],
        [environment.cluster, 255],
        [names.taskFamily, 255],
        [names.logGroup, 512],
        [names.imageDigestParameter, 1011],
      ];
      for (const [name, limit] of limits) expect(name.length, name).toBeLessThanOrEqual(limit);
    }),
  );
});

test("names of load balancers and target groups have inner hyphens alone", () => {
  fc.assert(
    fc.property(acceptedNames, ({ prefix, service }) => {
      expect(environmentNames(prefix, account).loadBalancer).toMatch(kebabCase);
      expect(serviceNames(prefix, service).targetGroup).toMatch(kebabCase);
    }),
  );
});

test("the same settings give the same names, and another prefix gives others", () => {
  fc.assert(
    fc.property(acceptedNames, kebabNames, ({ prefix, service }, other) => {
      fc.pre(other !== prefix);
      expect(environmentNames(prefix, account)).toEqual(environmentNames(prefix, account));
      const taken = new Set(Object.values(environmentNames(prefix, account)));
      expect(Object.values(environmentNames(other, account)).filter((name) => taken.has(name))).toEqual([]);
      const names = serviceNames(prefix, service);
      expect(new Set([names.taskRole, names.executionRole]).size).toBe(2);
    }),
  );
});

describe("a prefix", () => {
  test.each(["shop-staging", "a", `p${"1".repeat(31)}`, "internals", "laws", "sgt"])("may be %s", (prefix) => {
    expect(namePrefixProblem(prefix)).toBeUndefined();
  });

  test("leaves the load balancer 32 characters", () => {
    const prefix = `p${"1".repeat(32)}`;
    expect(namePrefixProblem(prefix)).toBe(
      `the load balancer would be named ${prefix}, 33 characters where AWS allows 32; choose a shorter namePrefix`,
    );
  });

  test.each([
    ["aws-lab", "aws", "parameters"],
    ["ssmith", "ssm", "parameters"],
    ["internal-shop", "internal-", "load balancers"],
    ["sg", "sg-", "security groups"],
    ["sthree-shop", "sthree-", "buckets"],
    ["amzn-s3-demo-x", "amzn-s3-demo-", "buckets"],
  ])("is not %s", (prefix, beginning, things) => {
    expect(namePrefixProblem(prefix)).toBe(
      `${prefix} begins with ${beginning}, which AWS reserves in names of ${things}; choose another namePrefix`,
    );
  });
});

test("a target group's name counts prefix, hyphen and service", () => {
  expect(targetGroupNameProblem("shop-staging", "a".repeat(19), 1)).toBeUndefined();
  expect(targetGroupNameProblem("shop-staging", "a".repeat(20), 1)).toBe(
    `the target group would be named shop-staging-${"a".repeat(20)}, 33 characters where AWS allows 32; choose a shorter namePrefix or service name`,
  );
});

test("an environment's name leaves room for the stacks of accounts and of what outlives a runtime", () => {
  const reserved = "account-* and *-base name the stacks of accounts and of what outlives a runtime; rename the file";
  expect(["account-shop", "staging-base"].map(environmentNameProblem)).toEqual([reserved, reserved]);
  expect(["staging", "accounts", "base", "database", "my-account-x"].map(environmentNameProblem)).toEqual(
    Array.from({ length: 5 }),
  );
  expect(environmentNameProblem("Staging")).toContain("lower-case letters");
});

test("a service's name is made of lower-case words", () => {
  expect(["agent", "web-api", "v2"].map(serviceNameProblem)).toEqual(Array.from({ length: 3 }));
  for (const name of ["-api", "api-", "api.v1", "API", "a--b", "2a", ""]) {
    expect(serviceNameProblem(name)).toContain("lower-case letters");
  }
});

test("secrets lie below the prefix, and images are named by their digest", () => {
  expect(secretName("shop-staging", "payment-api-key")).toBe("shop-staging/payment-api-key");
  expect(imageUri({ accountId: account, region: "us-east-1" }, "shop-agent", "sha256:0")).toBe(
    "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-agent@sha256:0",
  );
});

test("leaves the delivery's roles room for the names of account and environment", () => {
  expect(deliveryRoleNameProblem("shop", "a".repeat(40))).toBeUndefined();
  const environment = "a".repeat(41);
  expect(deliveryRoleNameProblem("shop", environment)).toBe(
    `a role of the delivery would be named slipway-shop-${environment}-base-apply, 65 characters where AWS allows 64; shorten the name of this file or of the account's`,
  );
});
