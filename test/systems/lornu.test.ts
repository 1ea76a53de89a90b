import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadEnvironment } from "../../config/load";
import { environmentCost } from "../../model/cost/environment-cost";
import { planEnvironment } from "../../model/plan/environment-plan";
import { statementsOf } from "../helpers/policies";
import { baseTemplate, runtimeTemplate } from "../helpers/stack-templates";
import { containerOf } from "../helpers/task-definition";

/** What the design document of the staging environment states in so many words. */
const [staging] = loadEnvironment(".", "staging").environments;
if (staging === undefined) throw new Error("config/environments/staging.yaml is not there");
const base = baseTemplate(staging);
const runtime = runtimeTemplate(staging);

interface Rule {
  readonly from_port: number;
  readonly to_port: number;
  readonly cidr_blocks: readonly string[] | null;
}

function portsInto(name: string): readonly number[] {
  const group = runtime.resources("aws_security_group").find((each) => each.name === name);
  const rules: readonly Rule[] = JSON.parse(JSON.stringify(group?.ingress));
  return rules.map(({ from_port }) => from_port);
}

test("the VPC is 10.1.0.0/16 with two public and two private subnets", () => {
  expect(base.resource("aws_vpc")).toMatchObject({ cidr_block: "10.1.0.0/16" });
  const names = base.resources("aws_subnet").map(({ tags }) => JSON.stringify(tags));
  expect(names.filter((name) => name.includes("-public-"))).toHaveLength(2);
  expect(names.filter((name) => name.includes("-private-"))).toHaveLength(2);
});

test("ports 80 and 443 are open at the load balancer, and 8080 at the tasks", () => {
  expect(portsInto("lornu-staging-alb")).toEqual([80, 443]);
  expect(portsInto("lornu-staging-agent-port-8080")).toEqual([8080]);
  expect(containerOf(runtime).portMappings.map(({ containerPort }) => containerPort)).toEqual([8080]);
});

test("the load balancer asks /health on 8080 for 200", () => {
  expect(runtime.resource("aws_ecs_service")).toMatchObject({ load_balancer: [{ container_port: 8080 }] });
  expect(runtime.resource("aws_lb_target_group")).toMatchObject({
    health_check: { path: "/health", matcher: "200" },
  });
});

test("Fargate runs it under LornuEcsTaskRole, which writes logs and reads secrets", () => {
  expect(runtime.resource("aws_ecs_service")).toMatchObject({ launch_type: "FARGATE" });
  expect(runtime.resources("aws_iam_role").map(({ name }) => name)).toContain("LornuEcsTaskRole");
  const policy = runtime.resources("aws_iam_role_policy").find(({ name }) => name === "LornuEcsTaskRole")?.policy;
  expect(statementsOf(policy).map(({ Sid }) => Sid)).toEqual(
    expect.arrayContaining(["WriteOwnLogs", "ReadOwnSecrets"]),
  );
});

test("Secrets Manager keeps the key of Gemini and the one of Google Cloud's service account", () => {
  expect(base.resources("aws_secretsmanager_secret").map(({ name }) => name)).toEqual(
    expect.arrayContaining(["lornu-staging/gemini-api-key", "lornu-staging/gcp-service-account-key"]),
  );
  expect(containerOf(runtime).secrets.map(({ name }) => name)).toContain("GEMINI_API_KEY");
});

test("the state is in the Lornu AI organization of Terraform Cloud", () => {
  expect(staging.account.terraformCloud.organization).toBe("lornu-ai");
});

test("it costs about 81 USD a month, 10 to 15 more by use, and what the README says", () => {
  const { fixed, usage, total } = environmentCost(planEnvironment(staging));
  expect(fixed.monthlyUsd).toBeCloseTo(81, 0);
  expect(usage.monthlyUsd).toBeGreaterThan(10);
  expect(usage.monthlyUsd).toBeLessThan(15);
  const readme = readFileSync("README.md", "utf8").replaceAll(/\s+/g, " ");
  const [all, known] = [total, fixed].map(({ monthlyUsd }) => monthlyUsd.toFixed(0));
  expect(readme).toContain(`It costs about ${all} USD a month, ${known} of them fixed (\`npx slipway cost staging\`)`);
});
