import { expect, test } from "vitest";
import { anAccount, anEnvironment, aService } from "../test/helpers/environments";
import { environmentExamples } from "./environment-examples";

const account = anAccount({ repositories: { "shop-agent": { build: { file: "agent/Dockerfile" } } } });
const secrets = { PAYMENT_API_KEY: "payment-api-key" };
const exampleOf = (...variables: readonly Record<string, string>[]) =>
  environmentExamples({
    environments: variables.map((environment) =>
      anEnvironment({ services: { agent: aService({ secrets, environment }) } }, account),
    ),
  });

test("says what a task is told, beside the Dockerfile, and no value of a secret or of an environment", () => {
  expect(exampleOf({ LOG_LEVEL: "info" })).toEqual({
    "agent/.env.example": [
      "# What the tasks of agent are told, with values for this machine; made by npm run docs.",
      "DEPLOYMENT_ENVIRONMENT=local",
      "LOAD_BALANCER_IDLE_TIMEOUT_SECONDS=60",
      "LOG_LEVEL=info",
      "PORT=8080",
      "PUBLIC_URL=",
      "STOP_TIMEOUT_SECONDS=30",
      "# A secret: its value stands in no file of the repository.",
      "PAYMENT_API_KEY=",
      "",
    ].join("\n"),
  });
});

test("leaves a value to the reader in which environments differ, and names what only one of them has", () => {
  const example = exampleOf({ LOG_LEVEL: "info" }, { LOG_LEVEL: "debug", COLOUR: "blue" })["agent/.env.example"];
  expect(example?.split("\n").slice(1, 5)).toEqual([
    "COLOUR=blue",
    "DEPLOYMENT_ENVIRONMENT=local",
    "LOAD_BALANCER_IDLE_TIMEOUT_SECONDS=60",
    "LOG_LEVEL=",
  ]);
});

test("says nothing of images that somebody else builds", () => {
  expect(environmentExamples({ environments: [anEnvironment({}, anAccount())] })).toEqual({});
});
