import { z } from "zod";
import { databaseNameProblem, firestoreDatabaseNames, firestoreDatabaseShape } from "../../model/firestore";
import { checked, secretName, text } from "./primitives";

const serviceAccountKey = z.strictObject({
  secret: secretName.describe(
    "Name of the secret below the environment's prefix, made without a value; GCP_SERVICE_ACCOUNT_KEY shows it",
  ),
});

const workloadIdentityFederation = z.strictObject({
  audience: text(
    /^\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]{4,32}\/providers\/[a-z0-9-]{4,32}$/,
    "a Workload Identity Federation provider",
    "//iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER",
  ).describe("Provider in Google Cloud that trusts the task's role"),
  serviceAccountEmail: text(
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.-]+\.iam\.gserviceaccount\.com$/,
    "the e-mail address of a service account",
    "one such as shop-agent@shop-works.iam.gserviceaccount.com",
  ).describe("Service account that the task acts as, with access to this database alone"),
});

/** Either a key that is kept and rotated, or the task's own AWS identity, which nobody has to keep. */
const access = z.union([
  z.strictObject({ serviceAccountKey: serviceAccountKey.describe("A service account's key in Secrets Manager") }),
  z.strictObject({
    workloadIdentityFederation: workloadIdentityFederation.describe("The task's AWS role, exchanged for short tokens"),
  }),
]);

export const firestoreSchema = z.strictObject({
  projectId: text(
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    "a Google Cloud project id",
    "6 to 30 lower-case letters, digits and hyphens",
  ).describe("Google Cloud project"),
  database: checked(z.string(), databaseNameProblem)
    .meta({ pattern: firestoreDatabaseShape.source, patternErrorMessage: `use ${firestoreDatabaseNames}` })
    .describe("Firestore database of this environment alone"),
  access: access.describe("How the service proves itself to Google Cloud"),
});
