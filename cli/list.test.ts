import { expect, test } from "vitest";
import { UserError } from "../running/user-error";
import { anAccount, anEnvironment, aService, environmentFrom } from "../test/helpers/environments";
import { listOf, only } from "./list";

const build = { context: ".", file: "Dockerfile" };
const account = anAccount({
  repositories: {
    "shop-agent": { name: "shop/agent", build },
    tools: { build: { context: "tools", file: "tools/Dockerfile" } },
    theirs: {},
  },
});
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

const registered = {
  ...place,
  registry: "123456789012.dkr.ecr.us-east-1.amazonaws.com",
  pushRole: "arn:aws:iam::123456789012:role/slipway-shop-image-push",
  provenance: "unchecked",
};
const agent = { image: "shop-agent", repository: "shop/agent", ...build, ...registered };

test("lists what is built, once, though two environments run it, and nothing that others push", () => {
  const tools = { image: "tools", repository: "tools", context: "tools", file: "tools/Dockerfile", ...registered };
  expect(listOf("images", configuration)).toEqual([agent, tools]);
  expect(listOf("images", only("second", configuration))).toEqual([agent]);
});

test("lists of chosen builds the images and the services that run them", () => {
  const others = environmentFrom(
    {
      ...settings,
      account: "shop",
      namePrefix: "shop-others",
      services: {
        tools: aService({ repository: "tools" }),
        theirs: aService({ repository: "theirs", routes: [{ paths: ["/theirs"] }] }),
      },
    },
    account,
    "others",
  );
  const all = { accounts: [account], environments: [staging, others] };
  const chosen = (kind: "images" | "services") => listOf(kind, all, { build: ({ context }) => context === "tools" });
  expect(chosen("images")).toMatchObject([{ image: "tools" }]);
  expect(chosen("services")).toMatchObject([{ environment: "others", service: "tools", image: "tools" }]);
  expect(listOf("services", all, { build: () => true })).toHaveLength(2);
  expect(listOf("services", all)).toHaveLength(3);
});

test("lists one environment alone, and names the known ones for another", () => {
  expect(listOf("environments", only("second", configuration))).toMatchObject([{ environment: "second" }]);
  expect(listOf("environments", configuration, { environment: ({ name }) => name === "second" })).toMatchObject([
    { environment: "second" },
  ]);
  expect(() => only("third", configuration)).toThrow(
    new UserError("there is no environment third; use staging or second"),
  );
});

test("lists the schedules by which a runtime is torn down, each with its role and GitHub's environment", () => {
  const schedule = { timezone: "UTC", start: "Mon-Fri 08:00", stop: "Mon-Fri 20:00" };
  const torn = anEnvironment({ schedule: { ...schedule, weekend: "teardown" } }, account);
  const asleep = environmentFrom(
    { ...settings, account: "shop", namePrefix: "shop-second", schedule },
    account,
    "second",
  );
  expect(listOf("schedules", { accounts: [account], environments: [torn, asleep] })).toEqual([
    {
      environment: "staging",
      ...place,
      githubEnvironment: "staging-schedule",
      scheduleRole: "arn:aws:iam::123456789012:role/slipway-shop-staging-schedule",
    },
  ]);
});
