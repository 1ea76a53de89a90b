import { describe, expect, test } from "vitest";
import { planEnvironment } from "../model/plan/environment-plan";
import { anEnvironment, aService } from "../test/helpers/environments";
import { smallStaging } from "../test/helpers/fixtures";
import { keptHints, nextSteps } from "./next-steps";
import { prerequisitesOf, prerequisiteText } from "./prerequisites";

describe("prerequisites", () => {
  test("of staging are its zone and its image", () => {
    const plan = planEnvironment(smallStaging());
    expect(prerequisitesOf(plan).map((prerequisite) => prerequisiteText(prerequisite, plan))).toEqual([
      "Route 53 zone example.com, looked up",
      "image 123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-agent@<digest>, digest in /shop-staging/image-digests/agent",
    ]);
  });

  test("of a zone that is created here are none, those of an existing VPC its parts", () => {
    const existingVpc = {
      vpcId: "vpc-0123456789abcdef0",
      publicSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      privateSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
    };
    const zone = { name: "example.com", create: true, delegated: true };
    const plan = planEnvironment({
      ...smallStaging(),
      dns: { domain: "staging.example.com", zone, formerDomains: [], failover: "none" as const },
      network: { existingVpc },
      services: {},
    });
    const prerequisites = prerequisitesOf(plan);
    expect(prerequisites).toEqual([expect.objectContaining({ kind: "vpc", ...existingVpc })]);
    expect(prerequisites.map((prerequisite) => prerequisiteText(prerequisite, plan))).toEqual([
      "VPC vpc-0123456789abcdef0 with subnet-0123456789abcdef0, subnet-0123456789abcdef1, subnet-0123456789abcdef2, subnet-0123456789abcdef3, looked up",
    ]);
  });
});

test("an account holds what the configuration names as existing, and an image once for all services that run it", () => {
  const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:theirs-AbCdEf";
  const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
  const { kind, port, healthCheckPath, scaling, ...worker } = aService({ secrets: { KEY: { arn, key: "second" } } });
  const plan = planEnvironment(
    anEnvironment({
      loadBalancer: { certificateArn },
      services: {
        agent: aService({ secrets: { TOKEN: { existing: "shared/token" }, KEY: { arn, key: "first" } } }),
        tasks: { ...worker, kind: "worker", scaling: { minimumTasks: 1, maximumTasks: 1 } },
      },
    }),
  );
  expect(prerequisitesOf(plan).map((prerequisite) => prerequisiteText(prerequisite, plan))).toEqual([
    "Route 53 zone example.com, looked up",
    `certificate ${certificateArn} of staging.example.com, issued`,
    `secret ${arn}, with a value that has first and second`,
    "secret shared/token, with a value",
    "image 123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-agent@<digest>, digest in /shop-staging/image-digests/agent and /shop-staging/image-digests/tasks",
  ]);
});

test("the next steps lead from the account to the runtime, with secrets and image between", () => {
  const commands = nextSteps(planEnvironment(smallStaging())).flatMap(
    (line) => /^ +(?:\d\. )?((?:npx|aws|docker) .*)$/.exec(line)?.[1] ?? [],
  );
  expect(commands.map((command) => command.split(" ").slice(0, 4).join(" "))).toEqual([
    "npx cdktf deploy account-shop",
    "npx cdktf deploy staging-base",
    "aws secretsmanager put-secret-value --secret-id",
    "aws secretsmanager put-secret-value --secret-id",
    expect.stringMatching(/^docker push /),
    "aws ssm put-parameter --overwrite",
    "npx cdktf deploy staging",
  ]);
});

test("the next steps are numbered without a gap where there are no secrets", () => {
  const environment = smallStaging();
  const services = Object.fromEntries(
    Object.entries(environment.services).map(([name, service]) => [
      name,
      { ...service, secrets: {}, firestore: undefined },
    ]),
  );
  const lines = nextSteps(planEnvironment({ ...environment, services }));
  expect(lines.flatMap((line) => /^ {2}(\d)\. /.exec(line)?.[1] ?? [])).toEqual(["1", "2", "3", "4"]);
});

test("the next steps name the delegation of a zone that is made here, before the load balancer can use it", () => {
  const zone = { name: "staging.example.com", create: true, delegated: false };
  const lines = nextSteps(
    planEnvironment({
      ...smallStaging(),
      dns: { domain: "staging.example.com", zone, formerDomains: [], failover: "none" },
    }),
  );
  expect(lines.slice(-4)).toEqual([
    "  5. npx cdktf deploy staging",
    "  6. enter the name servers of staging.example.com, an output of staging-base, in the parent zone; then:",
    "       set dns.zone.delegated to true in config/environments/staging.yaml",
    "       npx cdktf deploy staging",
  ]);
});

test("the next steps say what a certificate in a zone that is made here waits for", () => {
  const zone = { name: "staging.example.com", create: true, delegated: true };
  const lines = nextSteps(
    planEnvironment({
      ...smallStaging(),
      dns: { domain: "staging.example.com", zone, formerDomains: [], failover: "none" },
    }),
  );
  expect(lines.slice(-3)).toEqual([
    "  5. npx cdktf deploy staging",
    "       validates its certificate once the parent zone names the name servers of staging.example.com;",
    "       for the first deployment set dns.zone.delegated to false",
  ]);
  expect(nextSteps(planEnvironment(smallStaging())).join("\n")).not.toContain("parent zone");
});

test("the next steps name the certificate authorities whose clients are let in, and the account holds them", () => {
  const { services, ...environment } = smallStaging();
  const agentToAgent = { path: "/a2a", mutualTls: { caBundle: { bucket: "shop-trust", key: "agents.pem" } } };
  const changed = Object.fromEntries(
    Object.entries(services).map(([name, service]) => [
      name,
      service.kind === "web" ? { ...service, agentToAgent } : service,
    ]),
  );
  const plan = planEnvironment({ ...environment, services: changed });
  expect(nextSteps(plan)).toContainEqual("  5. aws s3 cp BUNDLE s3://shop-trust/agents.pem");
  expect(prerequisitesOf(plan).map((prerequisite) => prerequisiteText(prerequisite, plan))).toContain(
    "certificate authorities in s3://shop-trust/agents.pem, a PEM file",
  );
});

test("the next steps lead to the command that starts a job by hand", () => {
  const { kind, port, healthCheckPath, scaling, ...job } = aService();
  const plan = planEnvironment(anEnvironment({ services: { reports: { ...job, kind: "job" } } }));
  expect(nextSteps(plan).slice(-2)).toEqual([
    "  5. start a job by hand with the command that the runtime stack prints:",
    "       terraform -chdir=cdktf.out/stacks/staging output -raw run-reports",
  ]);
});

describe("a kept emulator", () => {
  const kept = { endpoint: "http://127.0.0.1:5000", folder: ".slipway/local/aws-config" };
  const look = [
    "The emulator is up at http://127.0.0.1:5000. Look at it with:",
    "  AWS_CONFIG_FILE=.slipway/local/aws-config AWS_PROFILE=slipway-local aws ecs list-clusters",
  ];
  const stop = ["Stop it with:", "  npx slipway emulator stop"];

  test("with its resources is left with the commands to look at it and to stop it", () => {
    expect(keptHints(smallStaging(), { ...kept, destroyed: false })).toEqual([
      ...look,
      "  SLIPWAY_TARGET=local npx cdktf diff staging",
      ...stop,
    ]);
  });

  test("that is empty is left with the order of the deployments", () => {
    expect(keptHints(smallStaging(), { ...kept, destroyed: true })).toEqual([
      ...look,
      "Deploy to it, in this order:",
      "  SLIPWAY_TARGET=local npx cdktf deploy account-shop",
      "  SLIPWAY_TARGET=local npx cdktf deploy staging-base",
      "  npx slipway emulator release staging",
      "  SLIPWAY_TARGET=local npx cdktf deploy staging",
      ...stop,
    ]);
  });
});
