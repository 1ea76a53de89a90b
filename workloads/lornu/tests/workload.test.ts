import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadEnvironment } from "../../../config/load";
import type { Environment } from "../../../config/schema/environment";
import { agentToAgentPaths } from "../../../model/ingress-plan";
import {
  anEnvironment,
  aService,
  clientCertificates,
  firestoreByFederation,
  firestoreByKey,
  signedTokens,
  type WebInput,
} from "../../../test/helpers/environments";
import { runtimeTemplate } from "../../../test/helpers/stack-templates";
import { containerOf } from "../../../test/helpers/task-definition";
import type { Template } from "../../../test/helpers/template";
import { workloadFolder } from "../scripts/places";
import { imageFacts, type ProgramInterface, type Workload, workloadProblems } from "./helpers/workload";

const program: ProgramInterface = JSON.parse(readFileSync(`${workloadFolder}/backend/interface.json`, "utf8"));
const image = imageFacts(readFileSync("Dockerfile", "utf8"));

test("the staging environment runs the image as the image and its program are written", () => {
  const [staging] = loadEnvironment(".", "staging").environments;
  expect(workloadProblems(workloadOf(staging))).toEqual([]);
});

const secrets = { GEMINI_API_KEY: "gemini-api-key" };
const peers = { planner: { url: "https://planner.example.com/a2a", audience: "lornu-planner" } };
const production = { production: true, promotedFrom: ["staging"] };

test.each<[string, Partial<WebInput>, Partial<typeof production>?]>([
  [
    "a key to Firestore and tokens of some agents",
    { firestore: firestoreByKey, agentToAgent: { jwt: { ...signedTokens.jwt, subjects: ["lornu-planner"] } } },
  ],
  [
    "an identity for Firestore, certificates of agents and peers",
    { firestore: firestoreByFederation, agentToAgent: clientCertificates, peers },
  ],
  ["neither database nor agents", {}],
  ["nothing but its own in production", { scaling: { minimumTasks: 2, maximumTasks: 4 } }, production],
])("so does one with %s", (_, service, overrides = {}) => {
  const environment = anEnvironment({ ...overrides, services: { agent: aService({ secrets, ...service }) } });
  expect(workloadProblems(workloadOf(environment))).toEqual([]);
});

function workloadOf(environment: Environment | undefined): Workload {
  if (environment === undefined) throw new RangeError("there is no such environment");
  const template = runtimeTemplate(environment);
  return {
    container: containerOf(template),
    healthCheckPath: healthCheckPathOf(template),
    guardedPaths: agentToAgentPaths,
    program,
    image,
  };
}

/** What the load balancer asks the container for. */
function healthCheckPathOf(template: Template): string {
  const { health_check: check } = template.resource("aws_lb_target_group");
  return String(Object(check).path);
}
