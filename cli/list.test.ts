import { expect, test } from "vitest";
import { UserError } from "../running/user-error";
import { anAccount, anEnvironment, environmentFrom } from "../test/helpers/environments";
import { listOf, only } from "./list";

const account = anAccount();
const staging = anEnvironment({}, account);
const { account: _, name: __, ...settings } = staging;
const second = environmentFrom({ ...settings, account: "shop", namePrefix: "shop-second" }, account, "second");
const configuration = { accounts: [account], environments: [staging, second] };
const place = { account: "shop", accountId: "123456789012", region: "us-east-1" };

test("lists each environment with the role of its preflight", () => {
  expect(listOf("environments", configuration)).toEqual([
    { environment: "staging", ...place, preflightRole: "arn:aws:iam::123456789012:role/slipway-shop-preflight" },
    { environment: "second", ...place, preflightRole: "arn:aws:iam::123456789012:role/slipway-shop-preflight" },
  ]);
});

test("lists each service with the role that releases to its environment alone", () => {
  expect(listOf("services", configuration)).toMatchObject([
    {
      environment: "staging",
      service: "agent",
      releaseRole: "arn:aws:iam::123456789012:role/slipway-shop-staging-release",
    },
    {
      environment: "second",
      service: "agent",
      releaseRole: "arn:aws:iam::123456789012:role/slipway-shop-second-release",
    },
  ]);
});

test("lists an image once, though two environments run it", () => {
  expect(listOf("images", configuration)).toEqual([
    {
      repository: "shop-agent",
      ...place,
      registry: "123456789012.dkr.ecr.us-east-1.amazonaws.com",
      pushRole: "arn:aws:iam::123456789012:role/slipway-shop-image-push",
    },
  ]);
});

test("lists one environment alone, and names the known ones for another", () => {
  expect(listOf("environments", only("second", configuration))).toMatchObject([{ environment: "second" }]);
  expect(() => only("third", configuration)).toThrow(
    new UserError("there is no environment third; use staging or second"),
  );
});
