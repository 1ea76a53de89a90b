import { expect, test } from "vitest";
import { addSet, answers, custom, staging, tamperedGate } from "../../test/helpers/terraform-cloud/tampered-gate";
import { organization } from "../../test/helpers/terraform-cloud/workspace-rig";
import { credentials } from "./credentials";

const gate = tamperedGate();
const otherRole = "arn:aws:iam::123456789012:role/administrator";

gate.isAround({
  "a key in a set of all workspaces": {
    check: credentials,
    verdict: "broken",
    says: "the variable set AWS gives workspace staging AWS_SECRET_ACCESS_KEY, a static key",
    tamper: (server) => addSet(server, { AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI" }, { isGlobal: true }),
  },
  "one role for both in a project's set": {
    check: credentials,
    verdict: "broken",
    says: "the variable set AWS gives workspace staging TFC_AWS_RUN_ROLE_ARN, one role for plan and apply",
    tamper: (server) =>
      addSet(server, { TFC_AWS_RUN_ROLE_ARN: otherRole }, { projectIds: [staging(server).projectId] }),
  },
  "a profile in a workspace's set": {
    check: credentials,
    verdict: "broken",
    says: "the variable set AWS gives workspace staging AWS_PROFILE, a profile with credentials of its own",
    tamper: (server) => addSet(server, { AWS_PROFILE: "admin" }, { workspaceIds: [staging(server).id] }),
  },
  "a default role in a set that a project owns": {
    check: credentials,
    verdict: "broken",
    says: "the variable set AWS gives workspace staging TFC_DEFAULT_AWS_RUN_ROLE_ARN, a role wherever none is named",
    tamper: (server) => {
      const { projectId, id } = staging(server);
      addSet(server, { TFC_DEFAULT_AWS_RUN_ROLE_ARN: otherRole }, { ownerProjectId: projectId, workspaceIds: [id] });
    },
  },
  "a priority set with another role": {
    check: credentials,
    verdict: "broken",
    says: `the variable set AWS has priority and sets TFC_AWS_PLAN_ROLE_ARN of workspace staging to ${otherRole}, not arn:`,
    tamper: (server) => addSet(server, { TFC_AWS_PLAN_ROLE_ARN: otherRole }, { isGlobal: true, isPriority: true }),
  },
  "a priority set whose role nobody can read": {
    check: credentials,
    verdict: "broken",
    says: "sets TFC_AWS_APPLY_ROLE_ARN of workspace staging to a hidden value, not arn:",
    tamper: (server) => {
      addSet(server, { TFC_AWS_APPLY_ROLE_ARN: otherRole }, { isGlobal: true, isPriority: true });
      for (const set of server.tables.variableSets) for (const one of set.variables) one.sensitive = true;
    },
  },
  "a key in the last of 101 sets": {
    check: credentials,
    verdict: "broken",
    says: "the variable set 101 gives workspace staging AWS_ACCESS_KEY_ID, a static key",
    tamper: (server) => {
      for (let number = 1; number <= 100; number++) addSet(server, {}, { isGlobal: true, id: `varset-${number}` });
      addSet(server, { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" }, { isGlobal: true, name: "101" });
    },
  },
  "a list of sets that is not told": {
    check: credentials,
    verdict: "unproven",
    says: "the list of the variable sets of workspace staging cannot be read: the server answers 404",
    answer: answers(404, /\/varsets$/),
  },
  "a set that is not told": {
    check: credentials,
    verdict: "unproven",
    says: "the variable set AWS of workspace staging cannot be read: the server answers 404",
    tamper: (server) => addSet(server, { TEAM: "shop" }, { isGlobal: true }),
    answer: answers(404, /\/varsets\/|all-vars/),
  },
  "a set that is refused": {
    check: credentials,
    verdict: "unproven",
    says: "the variable set AWS of workspace staging cannot be read: localhost:",
    tamper: (server) => addSet(server, { TEAM: "shop" }, { isGlobal: true }),
    answer: answers(403, /\/varsets\//),
  },
  "a key in a set that is not told, but counted": {
    check: credentials,
    verdict: "broken",
    says: "a variable set that cannot be looked at gives workspace staging AWS_ACCESS_KEY_ID, a static key",
    tamper: (server) => addSet(server, { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" }, { isGlobal: true }),
    answer: answers(404, /\/varsets/),
  },
  "a team that may not read variables": {
    check: credentials,
    verdict: "unproven",
    says: "the variables of workspace staging cannot be read: the server answers 404",
    tamper: (server) => custom(server, { variables: "none" }),
  },
  "a provider set for AWS": {
    check: credentials,
    verdict: "broken",
    says: "the provider set Central changes the AWS provider of workspace staging",
    tamper: ({ tables }) => {
      const scope = { isGlobal: true, workspaceIds: [], projectIds: [] };
      const hcl = `profile = "admin"`;
      tables.providerSets.push({ id: "pset-1", organization, name: "Central", source: "hashicorp/aws", hcl, ...scope });
    },
  },
  "provider sets that are refused": {
    check: credentials,
    verdict: "unproven",
    says: "the list of the provider sets of workspace staging cannot be read: localhost:",
    answer: answers(403, /provider-sets/),
  },
});

test("what reaches a workspace and changes nothing is no way around", async () => {
  addSet(
    gate.server(),
    { TFE_PARALLELISM: "4", AWS_REGION: "eu-central-1", TFC_GCP_PROVIDER_AUTH: "true" },
    { isGlobal: true },
  );
  addSet(gate.server(), { TFC_AWS_PLAN_ROLE_ARN: otherRole }, { isGlobal: true, name: "overridden" });
  addSet(gate.server(), { TFC_AWS_PROVIDER_AUTH: "true" }, { isGlobal: true, isPriority: true, name: "the same" });
  addSet(gate.server(), { AWS_PROFILE: "admin" }, { workspaceIds: ["ws-other"], name: "of others" });
  gate.server().tables.providerSets.push({
    ...{ id: "pset-1", organization, name: "Central", source: "hashicorp/google", hcl: "" },
    ...{ isGlobal: true, workspaceIds: [], projectIds: [] },
  });
  expect(await gate.proofOf(credentials, "pipeline")).toMatchObject({ verdict: "proven" });
  for (const one of gate.server().tables.organizations) one.hasProviderSets = false;
  expect(await gate.proofOf(credentials, "pipeline", answers(404, /all-vars/))).toMatchObject({ verdict: "proven" });
});
