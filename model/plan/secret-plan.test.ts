import { expect, test } from "vitest";
import { webFacts } from "../../test/helpers/plan-facts";
import type { SecretFacts } from "./facts";
import { planSecretVariables, secretsOf } from "./secret-plan";

const context = { accountId: "210987654321", region: "eu-central-1", namePrefix: "shop", keyAlias: "alias/shop" };
const variablesOf = (secrets: Readonly<Record<string, SecretFacts>>) =>
  planSecretVariables(webFacts({ secrets }), context);
const ofBase = (key: string) => ({ stack: "base", type: "aws_secretsmanager_secret", key, attribute: "arn" });
const kmsKeyArn = "arn:aws:kms:eu-central-1:210987654321:key/00000000-0000-0000-0000-000000000000";
const arn = "arn:aws:secretsmanager:eu-central-1:210987654321:secret:team/payment-AbCdEf";

test("makes a secret of the name below the environment's prefix, under the environment's key", () => {
  const secret = {
    origin: "created",
    id: "token",
    find: { name: "shop/token" },
    shown: "shop/token",
    arn: ofBase("shop/token"),
    arnPattern: "arn:aws:secretsmanager:eu-central-1:210987654321:secret:shop/token-??????",
    keyArn: { stack: "base", type: "aws_kms_key", key: "alias/shop", attribute: "arn" },
  };
  expect(variablesOf({ TOKEN: "token", HALF: { name: "token", key: "half" } })).toEqual([
    { variable: "TOKEN", secret, key: undefined },
    { variable: "HALF", secret, key: "half" },
  ]);
});

test("finds a secret that exists by its full name, under a key only where one is named", () => {
  const secret = {
    origin: "existing",
    find: { name: "team/payment" },
    shown: "team/payment",
    arn: ofBase("team/payment"),
    arnPattern: "arn:aws:secretsmanager:eu-central-1:210987654321:secret:team/payment-??????",
  };
  expect(variablesOf({ A: { existing: "team/payment", key: "a" } })).toMatchObject([
    { variable: "A", key: "a", secret: { ...secret, keyArn: undefined } },
  ]);
  expect(variablesOf({ A: { existing: "team/payment", kmsKeyArn } })).toMatchObject([
    { secret: { ...secret, keyArn: kmsKeyArn } },
  ]);
});

test("takes the ARN of a secret that exists as it is", () => {
  expect(variablesOf({ A: { arn, key: "a", kmsKeyArn } })).toMatchObject([
    { key: "a", secret: { origin: "existing", find: { arn }, shown: arn, arn, arnPattern: arn, keyArn: kmsKeyArn } },
  ]);
});

test("shows the secret that another section names as a variable too", () => {
  const firestore = {
    projectId: "shop",
    database: "test",
    access: { serviceAccountKey: { secret: "google-key" } },
  };
  expect(planSecretVariables(webFacts({ firestore }), context)).toMatchObject([
    { variable: "GCP_SERVICE_ACCOUNT_KEY", secret: { shown: "shop/google-key" } },
  ]);
});

test("counts a secret once that several variables show, in the order of ids", () => {
  const secrets = secretsOf(
    variablesOf({ B: "token", A: { name: "token", key: "a" }, C: "keys", D: { arn }, E: { arn, key: "e" } }),
  );
  expect(secrets.map(({ shown }) => shown)).toEqual([arn, "shop/keys", "shop/token"]);
});

test("tells two secrets apart whose names differ in one character, and one of another account", () => {
  const elsewhere = arn.replace("210987654321", "123456789012");
  const secrets = secretsOf(
    variablesOf({
      A: { existing: "team/payment" },
      B: { existing: "team-payment" },
      C: { existing: "team_payment" },
      D: { arn },
      E: { arn: elsewhere },
    }),
  );
  expect(secrets.map(({ shown }) => shown).sort()).toEqual([
    elsewhere,
    arn,
    "team-payment",
    "team/payment",
    "team_payment",
  ]);
});
