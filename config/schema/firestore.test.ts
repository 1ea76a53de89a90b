import { testBadInputs } from "../../test/helpers/bad-input";

const repository = "repository: shop-agent";
const provider =
  "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-pool/providers/aws-staging";
const account = "shop-agent@shop-works.iam.gserviceaccount.com";
const key = "{ serviceAccountKey: { secret: gcp-service-account-key } }";
const federation = (audience = provider, email = account) =>
  `{ workloadIdentityFederation: { audience: ${audience}, serviceAccountEmail: ${email} } }`;
const database = (name: string, access = key) =>
  `${repository}\n    firestore:\n      projectId: shop-works\n      database: ${name}\n      access: ${access}`;
const peers = (peer: string) => `${database("staging")}\n    peers: { ${peer} }`;
const planner = "planner: { url: https://planner.example.com, audience: planner }";

testBadInputs({
  "the default Firestore database by Google's name": {
    part: repository,
    bad: database("(default)"),
    fault:
      "11:17 services.agent.firestore.database: (default) is shared by the whole project; use a database of this environment alone",
    good: database("staging"),
  },
  "the default Firestore database by its plain name": {
    part: repository,
    bad: database("default"),
    fault:
      "11:17 services.agent.firestore.database: default is shared by the whole project; use a database of this environment alone",
    good: database("defaults"),
  },
  "a database's name in upper case": {
    part: repository,
    bad: database("Staging"),
    fault:
      "11:17 services.agent.firestore.database: Staging is not the name of a Firestore database; use a database of this environment alone: 4 to 63 lower-case letters, digits and hyphens",
    good: database("staging-2"),
  },
  "a production database": {
    part: repository,
    bad: database("shop-prod"),
    fault:
      "11:17 services.agent.firestore.database: shop-prod is a production database by its name, and staging is not a production environment; use a database of this environment alone",
    good: database("product-catalogue"),
  },
  "a database without access": {
    part: repository,
    bad: `${repository}\n    firestore: { projectId: shop-works, database: staging }`,
    fault: "9:5 services.agent.firestore.access: missing; write it (How the service proves itself to Google Cloud)",
    good: database("staging", federation()),
  },
  "no kind of access": {
    part: repository,
    bad: database("staging", "{}"),
    fault: "12:7 services.agent.firestore.access: set serviceAccountKey or workloadIdentityFederation",
    good: database("staging", federation()),
  },
  "both kinds of access": {
    part: repository,
    bad: database("staging", federation().replace("{ ", "{ serviceAccountKey: { secret: gcp-key }, ")),
    fault:
      "12:57 services.agent.firestore.access.workloadIdentityFederation: set either serviceAccountKey or workloadIdentityFederation, not both",
    good: database("staging", key),
  },
  "a key in place of the name of its secret": {
    part: repository,
    bad: database("staging", '{ serviceAccountKey: { secret: "-----BEGIN PRIVATE KEY-----" } }'),
    fault:
      "12:46 services.agent.firestore.access.serviceAccountKey.secret: this is a secret's value, not its name; store the value in Secrets Manager and write the name of the secret here",
    good: database("staging", "{ serviceAccountKey: { secret: firestore-key } }"),
  },
  "a provider by the project's id instead of its number": {
    part: repository,
    bad: database("staging", federation(provider.replace("123456789012", "shop-works"))),
    fault:
      "12:57 services.agent.firestore.access.workloadIdentityFederation.audience: //iam.googleapis.com/projects/shop-works/locations/global/wo… is not a Workload Identity Federation provider; use //iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER",
    good: database("staging", federation()),
  },
  "a person in place of a service account": {
    part: repository,
    bad: database("staging", federation("//iam", "platform-team@example.com").replace("//iam", provider)),
    fault:
      "12:192 services.agent.firestore.access.workloadIdentityFederation.serviceAccountEmail: platform-team@example.com is not the e-mail address of a service account; use one such as shop-agent@shop-works.iam.gserviceaccount.com",
    good: database("staging", federation()),
  },
  "a service account's key among the secrets": {
    part: repository,
    bad: `${database("staging", federation())}\n    secrets: { GCP_SERVICE_ACCOUNT_KEY: gcp-service-account-key }`,
    fault:
      "13:16 services.agent.secrets.GCP_SERVICE_ACCOUNT_KEY: GCP_SERVICE_ACCOUNT_KEY is set from firestore.access.serviceAccountKey.secret; remove it here",
    good: `${database("staging", federation())}\n    secrets: { PAYMENT_API_KEY: payment-api-key }`,
  },
  "a service account's key among the plain variables": {
    part: repository,
    bad: `${database("staging")}\n    environment: { GCP_SERVICE_ACCOUNT_KEY: some-key }`,
    fault:
      "13:20 services.agent.environment.GCP_SERVICE_ACCOUNT_KEY: GCP_SERVICE_ACCOUNT_KEY is set from firestore.access.serviceAccountKey.secret; remove it here",
    good: `${database("staging")}\n    environment: { LOG_LEVEL: DEBUG }`,
  },
  "peers without credentials for tokens": {
    part: repository,
    bad: `${repository}\n    peers: { ${planner} }`,
    fault: "9:5 services.agent.peers: calls to peers carry tokens from Google; set firestore.access, or remove peers",
    good: peers(planner),
  },
  "a peer over plain HTTP": {
    part: repository,
    bad: peers(planner.replace("https:", "http:")),
    fault:
      "13:30 services.agent.peers.planner.url: http://planner.example.com is not an https address; use one such as https://auth.example.com, with a port up to 65535, and without credentials or fragment",
    good: `${repository}\n    peers: {}`,
  },
  "a peer without audience": {
    part: repository,
    bad: peers("planner: { url: https://planner.example.com }"),
    fault:
      "13:14 services.agent.peers.planner.audience: missing; write it (aud claim of the tokens that calls to it carry)",
    good: peers(planner),
  },
  "a peer's name with a capital": {
    part: repository,
    bad: peers(planner.replace("planner:", "Planner:")),
    fault:
      "13:14 services.agent.peers.Planner: a peer is named with lower-case letters, digits and single inner hyphens, starting with a letter",
    good: peers(planner.replace("planner:", "planner-2:")),
  },
});
