import { expect, test } from "vitest";
import { accountFacts } from "../../test/helpers/plan-facts";
import { planAccount } from "./account-plan";

test("names a repository after its key, unless the settings give it a name in ECR", () => {
  const build = { context: "workloads/shop", file: "workloads/shop/Dockerfile" };
  const repositories = {
    shop: { keptImages: 50, keptUntaggedDays: 14, build },
    mails: { keptImages: 10, keptUntaggedDays: 7, name: "retail/mails" },
  };
  const registry = "210987654321.dkr.ecr.eu-central-1.amazonaws.com";
  expect(planAccount(accountFacts({ repositories })).repositories).toEqual([
    {
      alias: "shop",
      name: "shop",
      arn: "arn:aws:ecr:eu-central-1:210987654321:repository/shop",
      imageName: `${registry}/shop`,
      build,
      keptImages: 50,
      keptUntaggedDays: 14,
    },
    {
      alias: "mails",
      name: "retail/mails",
      arn: "arn:aws:ecr:eu-central-1:210987654321:repository/retail/mails",
      imageName: `${registry}/retail/mails`,
      build: undefined,
      keptImages: 10,
      keptUntaggedDays: 7,
    },
  ]);
});

test("knows the boundaries and the delivery's roles by their ARNs", () => {
  const { arns, stack, registry } = planAccount(accountFacts());
  const iam = "arn:aws:iam::210987654321";
  expect([stack, registry]).toEqual(["account-retail", "210987654321.dkr.ecr.eu-central-1.amazonaws.com"]);
  expect(arns.taskBoundary("staging")).toBe(`${iam}:policy/slipway-retail-staging-task-boundary`);
  expect(arns.deliveryBoundary).toBe(`${iam}:policy/slipway-retail-delivery-boundary`);
  expect(arns.imagePushRole).toBe(`${iam}:role/slipway-retail-image-push`);
  expect(arns.preflightRole).toBe(`${iam}:role/slipway-retail-preflight`);
  expect(arns.planRole("shop-test-base")).toBe(`${iam}:role/slipway-retail-shop-test-base-plan`);
  expect(arns.applyRole("shop-test")).toBe(`${iam}:role/slipway-retail-shop-test-apply`);
  expect(arns.releaseRole("shop-test")).toBe(`${iam}:role/slipway-retail-shop-test-release`);
});

test("tags what an account has once without an environment", () => {
  expect(planAccount(accountFacts({ tags: { Team: "shops" } })).tags).toEqual({
    Team: "shops",
    ManagedBy: "slipway",
    Owner: "shop-team",
    Stack: "account-retail",
  });
});
