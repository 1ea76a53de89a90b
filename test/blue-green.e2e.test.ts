import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  ModifyRuleCommand,
  type Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { releaseClients } from "../delivery/release/clients";
import { storeDigest } from "../delivery/release/digest-store";
import { releasedService } from "../delivery/release/released-service";
import { planEnvironment } from "../model/plan/environment-plan";
import { pushImage } from "../rehearsal/push-image";
import { fixture } from "./helpers/fixtures";
import { LocalEnvironment } from "./helpers/local-environment";

/** What ECS does to the rules of blue/green services, and what Terraform plans after it. */
const [live] = fixture("blue-green").environments;
if (live === undefined) throw new RangeError("the fixture has no environment");
const plan = planEnvironment(live);
const local = new LocalEnvironment(live.name, live.account.region, "blue-green");
let balancing: ElasticLoadBalancingV2Client;

beforeAll(async () => {
  expect(await local.start()).toMatchObject({ exitCode: 0 });
  for (const stack of ["account-tickets", "live-base"]) {
    expect((await local.deploy(stack)).stdout).toContain("Apply complete!");
  }
  const clients = releaseClients(local.clientSettings);
  for (const { name, repository } of plan.services) {
    const digest = await pushImage(clients.images, repository.name, "v1");
    await storeDigest(clients, releasedService(plan, name), digest);
  }
  expect((await local.deploy("live")).stdout).toContain("Apply complete!");
  balancing = new ElasticLoadBalancingV2Client(local.clientSettings);
});

afterAll(() => local.dispose());

test("a shift of requests, back and forth, is none of Terraform's business", async () => {
  expect(await local.planned("live")).toBe("");
  const before = await weights();
  expect(before).toHaveLength(4);
  await flip();
  const shifted = await weights();
  expect(shifted).not.toEqual(before);
  expect(await local.planned("live")).toBe("");
  expect(await weights()).toEqual(shifted);
  await flip();
  expect(await local.planned("live")).toBe("");
});

test("anything else that changes of such a rule is told", async () => {
  const [rule] = await shiftingRules();
  await balancing.send(
    new ModifyRuleCommand({
      RuleArn: rule?.RuleArn,
      Conditions: [{ Field: "path-pattern", PathPatternConfig: { Values: ["/elsewhere/*"] } }],
    }),
  );
  expect(await local.planned("live")).toContain("1 to change");
});

/** As ECS writes it: the action alone. */
async function flip(): Promise<void> {
  for (const { RuleArn, Actions = [] } of await shiftingRules()) {
    const groups = Actions[0]?.ForwardConfig?.TargetGroups ?? [];
    const turned = groups.map((group) => ({ ...group, Weight: 100 - (group.Weight ?? 0) }));
    const action = { Type: "forward" as const, ForwardConfig: { TargetGroups: turned } };
    await balancing.send(new ModifyRuleCommand({ RuleArn, Actions: [action] }));
  }
}

async function weights() {
  return (await shiftingRules()).map(({ Priority, Actions = [] }) => [
    Priority,
    ...(Actions[0]?.ForwardConfig?.TargetGroups ?? []).map(({ TargetGroupArn, Weight }) => [TargetGroupArn, Weight]),
  ]);
}

async function shiftingRules(): Promise<readonly Rule[]> {
  const { LoadBalancers = [] } = await balancing.send(new DescribeLoadBalancersCommand({ Names: ["tickets-live"] }));
  const { Listeners = [] } = await balancing.send(
    new DescribeListenersCommand({ LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn }),
  );
  const all = await Promise.all(
    Listeners.map(({ ListenerArn }) => balancing.send(new DescribeRulesCommand({ ListenerArn }))),
  );
  return all
    .flatMap(({ Rules = [] }) => Rules)
    .filter(({ Actions = [] }) => (Actions[0]?.ForwardConfig?.TargetGroups ?? []).length === 2)
    .sort((left, right) => Number(left.Priority) - Number(right.Priority));
}
