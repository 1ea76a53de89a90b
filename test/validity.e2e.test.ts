import { rmSync } from "node:fs";
import { TerraformResource, Testing } from "cdktf";
import { RootConstruct } from "constructs";
import { afterEach, beforeAll, expect, test } from "vitest";
import { withToolbox } from "../cli/session";
import type { Environment } from "../config/schema/environment";
import { planEnvironment } from "../model/plan/environment-plan";
import { oldestProviderVersion } from "../model/provider-features";
import { TerraformClock } from "../running/clock";
import { temporaryFolder } from "../running/run-folder";
import { Terraform } from "../running/terraform";
import { findProgram } from "../running/tools/find-program";
import { providerFolder } from "../running/tools/provider";
import { prepareLocalTarget } from "../running/tools/provider-mirror";
import type { AwsStack } from "../stacks/aws-stack";
import { BaseStack } from "../stacks/base-stack";
import { RuntimeStack } from "../stacks/runtime-stack";
import { anEnvironment, aService, clientCertificates, existingVpc, ownZone } from "./helpers/environments";
import { fixture } from "./helpers/fixtures";
import "./helpers/matchers";
import { configurationOf, functionArchive, rehearsal, stacksOf } from "./helpers/stacks";

const folders: string[] = [];

/** A machine without a mirror has the provider fetched once, as a rehearsal does. */
beforeAll(async () => {
  const program = findProgram("terraform", process.env);
  if (program === undefined) {
    throw new Error("terraform is not on PATH, so nothing can be validated; npm start says how to install it");
  }
  const { env: environment, stdout, stderr } = process;
  const context = { environment, stdout, stderr, projectRoot: process.cwd() };
  await withToolbox(
    context,
    () => {},
    (toolbox) => {
      const { children } = toolbox.shutdown;
      const logFolder = temporaryFolder(toolbox.shutdown);
      const terraform = new Terraform({ program, environment, children, logFolder, clock: new TerraformClock() });
      return providerFolder(toolbox, oldestProviderVersion, terraform);
    },
  );
});

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const configured = stacksOf(fixture("small"), rehearsal);
const withCertificates = anEnvironment({ services: { agent: aService({ agentToAgent: clientCertificates }) } });
const onHttp = anEnvironment({ dns: undefined, network: { cidr: "10.1.0.0/16", nat: "none" } });
const inExistingVpc = anEnvironment({
  network: { existingVpc },
  dns: { ...ownZone({ delegated: true }), failover: "primary" },
});

test.each(configured.map((stack) => [stack.node.id, stack] as const))(
  "%s is valid as it is rehearsed",
  (_name, stack) => {
    expect(written(stack)).toBeValidTerraform();
  },
);

test.each([
  ["the runtime with client certificates", runtimeOf(withCertificates)],
  ["the runtime on plain HTTP without NAT", runtimeOf(onHttp)],
  ["the runtime in an existing VPC with failover", runtimeOf(inExistingVpc)],
  ["the base in an existing VPC with a zone of its own", baseOf(inExistingVpc)],
])("%s is valid", (_what, stack) => {
  expect(written(stack)).toBeValidTerraform();
});

test.each(
  stacksOf(
    configurationOf(
      anEnvironment({
        services: { agent: aService({ environment: { GREETING: '${file("none")} %{ if none }' } }) },
      }),
    ),
    rehearsal,
  ).map((stack) => [stack.node.id, stack] as const),
)("%s is valid with a user's text that looks like Terraform's code", (_name, stack) => {
  expect(written(stack)).toBeValidTerraform();
});

test("the trust store is among what was validated", () => {
  expect(Testing.synth(runtimeOf(withCertificates))).toContain("aws_lb_trust_store");
});

test("an argument that the provider does not know is found", () => {
  const stack = runtimeOf(onHttp);
  for (const resource of stack.node.findAll().filter((child) => TerraformResource.isTerraformResource(child))) {
    resource.addOverride("colour", "blue");
  }
  const folder = written(stack);
  expect(() => expect(folder).toBeValidTerraform()).toThrow("colour");
});

function baseOf(environment: Environment): AwsStack {
  return new BaseStack(new RootConstruct(), planEnvironment(environment), { target: rehearsal, functionArchive });
}

function runtimeOf(environment: Environment): AwsStack {
  return new RuntimeStack(new RootConstruct(), planEnvironment(environment), rehearsal);
}

/** The stack's folder as `cdktf synth` writes it, with the provider at hand. */
function written(stack: AwsStack): string {
  const folder = Testing.fullSynth(stack);
  folders.push(folder);
  prepareLocalTarget(folder, process.env);
  return folder;
}
