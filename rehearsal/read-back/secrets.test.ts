import { expect, test } from "vitest";
import {
  anEnvironment,
  aService,
  firestoreByFederation,
  firestoreByKey,
  type ServiceInput,
} from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { intentOf } from "./intent";
import { secrets } from "./secrets";

test("asks for each secret once, under the environment's key and without a value", () => {
  const shared = { GEMINI_API_KEY: "gemini-api-key", GOOGLE_API_KEY: "gemini-api-key" };
  const services = { agent: aService({ secrets: shared }) };
  expect(secrets.expected(intentOf(anEnvironment({ services })))).toEqual([
    "secret lornu-staging/gemini-api-key: encryption key alias/lornu-staging",
    "secret lornu-staging/gemini-api-key: values 0",
    "secret lornu-staging/gemini-api-key: resource policy none",
  ]);
});

test("asks for the secret of a key to Firestore, and for none where the task proves itself", () => {
  const secretsWith = (firestore: ServiceInput["firestore"]) =>
    secrets.expected(intentOf(anEnvironment({ services: { agent: aService({ firestore }) } })));
  expect(secretsWith(firestoreByKey)).toContain("secret lornu-staging/gcp-service-account-key: values 0");
  expect(secretsWith(firestoreByFederation)).toEqual([]);
});

test("finds values, a foreign key and who else may read", async () => {
  const reading = aReading({
    ListSecrets: { SecretList: [{ ARN: "arn", Name: "stranger" }] },
    ListSecretVersionIds: { Versions: [{ VersionId: "1" }, { VersionId: "2" }] },
    GetResourcePolicy: { ResourcePolicy: "{}" },
  });
  expect(await secrets.found(reading)).toEqual([
    "secret stranger: encryption not set",
    "secret stranger: values 2",
    "secret stranger: resource policy {}",
  ]);
});
