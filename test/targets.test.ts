import { describe, expect, test } from "vitest";
import { parseTemplate } from "../checks/template";
import type { Configuration } from "../config/configuration";
import type { Environment } from "../config/schema/environment";
import { awsType } from "../model/aws-types/records";
import { isObject, type JsonObject, objectOf, parseJson } from "../model/json";
import type { AwsStack } from "../stacks/aws-stack";
import type { Target } from "../stacks/target";
import { anEnvironment, aService, clientCertificates, signedTokens } from "./helpers/environments";
import { fixture } from "./helpers/fixtures";
import { jsonDifference } from "./helpers/json-difference";
import { cloud, configurationOf, rehearsal, stacksOf, terraformJson } from "./helpers/stacks";

const configured = fixture("small");
const withTokens = anEnvironment({ services: { agent: aService({ agentToAgent: signedTokens }) } });
const withCertificates = anEnvironment({ services: { agent: aService({ agentToAgent: clientCertificates }) } });

const blueGreen = anEnvironment({ services: { agent: aService({ deployment: { strategy: "blue-green" } }) } });

const shifting = ["deployment_configuration", "load_balancer[0].advanced_configuration"].map(
  (path) => `resource.aws_ecs_service.agent-service_9D554C4B.${path}`,
);
const jwtAction = "resource.aws_lb_listener_rule.agent-to-agent_rule_F0D3AC5C.action[0]";

describe("the local target", () => {
  test("leaves out of the configured stacks exactly what the rehearsal's provider is too old for", () => {
    expect(removedFrom(configured, rehearsal)).toEqual({
      "account-shop": [],
      "staging-base": [],
      staging: [jwtAction],
    });
  });

  test.each<[string, Environment, Target, readonly string[]]>([
    ["JWT validation, which an old provider lacks", withTokens, local("6.21.0"), [jwtAction]],
    ["nothing of JWT validation where the provider has it", withTokens, local("6.22.0"), []],
    ["nothing of mutual TLS", withCertificates, rehearsal, []],
    ["how ECS shifts a blue/green service", blueGreen, rehearsal, shifting],
    ["nothing of it where the provider has it", blueGreen, local("6.4.0"), []],
  ])("leaves out %s", (_what, environment, target, paths) => {
    expect(removedFrom(configurationOf(environment), target)).toMatchObject({ staging: paths, "staging-base": [] });
  });

  test("says itself what it leaves out", () => {
    for (const environment of [withTokens, withCertificates, blueGreen]) {
      const configuration = configurationOf(environment);
      const said = stacksOf(configuration, rehearsal).map((stack) => [
        stack.node.id,
        stack
          .leftOut()
          .map(({ path }) => written(path))
          .sort(),
      ]);
      expect(Object.fromEntries(said)).toEqual(removedFrom(configuration, rehearsal));
    }
    expect(stacksOf(configured, cloud).flatMap((stack) => stack.leftOut())).toEqual([]);
  });

  test("protects nothing from being destroyed, as a rehearsal ends so", () => {
    expect(stacksOf(configured, rehearsal).flatMap(protectedAddresses)).toEqual([]);
  });
});

describe("the cloud target", () => {
  test("protects all that is stateful, and nothing else", () => {
    const stateful = stacksOf(configured, cloud).flatMap((stack) =>
      parseTemplate(terraformJson(stack))
        .resources.filter(({ type }) => awsType(type).holdsData)
        .map(({ address }) => address),
    );
    expect(stacksOf(configured, cloud).flatMap(protectedAddresses)).toEqual(stateful);
    expect(stateful.length).toBeGreaterThan(5);
  });
});

function local(providerVersion: string): Target {
  return { kind: "local", providerVersion };
}

/** What the target's JSON lacks beside the cloud's, by stack; fails where it differs in anything else. */
function removedFrom(configuration: Configuration, target: Target): Readonly<Record<string, readonly string[]>> {
  const others = stacksOf(configuration, target);
  const pairs = stacksOf(configuration, cloud).map((stack, index) => {
    const difference = jsonDifference(comparable(stack), comparable(others[index]));
    expect(difference).toMatchObject({ added: [], changed: [] });
    return [stack.node.id, difference.removed];
  });
  return Object.fromEntries(pairs);
}

/** Without the blocks that only say where the stack is deployed, and without the protection from being destroyed. */
function comparable(stack: AwsStack | undefined): JsonObject {
  if (stack === undefined) throw new RangeError("the targets have different stacks");
  const json = terraformJson(stack);
  const { terraform, provider, resource, ...others } = objectOf(parseJson(json));
  const resources = parseTemplate(json).resources.map(({ address, body }) => [address, unprotected(body)]);
  return { ...others, resource: Object.fromEntries(resources) };
}

function unprotected({ lifecycle, ...body }: JsonObject): JsonObject {
  const { prevent_destroy, ...others } = objectOf(lifecycle);
  return Object.keys(others).length === 0 ? body : { ...body, lifecycle: others };
}

function protectedAddresses(stack: AwsStack): readonly string[] {
  return parseTemplate(terraformJson(stack))
    .resources.filter(({ body }) => isObject(body.lifecycle) && body.lifecycle.prevent_destroy === true)
    .map(({ address }) => address);
}

function written(path: readonly (string | number)[]): string {
  return path.map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${key}`)).join("");
}
