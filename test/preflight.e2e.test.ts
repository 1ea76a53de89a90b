import { readFileSync, writeFileSync } from "node:fs";
import {
  AllocateAddressCommand,
  CreateVpcCommand,
  DeleteVpcCommand,
  DescribeSubnetsCommand,
} from "@aws-sdk/client-ec2";
import { BatchDeleteImageCommand } from "@aws-sdk/client-ecr";
import { CreateLoadBalancerCommand, DeleteLoadBalancerCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetHostedZoneCommand, ListHostedZonesByNameCommand } from "@aws-sdk/client-route-53";
import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Environment } from "../config/schema/environment";
import type { Answer } from "../delivery/preflight/answer";
import { type PreflightClients, preflightClients } from "../delivery/preflight/clients";
import { preflight } from "../delivery/preflight/preflight";
import { planEnvironment } from "../model/plan/environment-plan";
import { pushImage } from "../rehearsal/push-image";
import { smallStaging } from "./helpers/fixtures";
import { LocalEnvironment } from "./helpers/local-environment";

/** `npx slipway preflight` against an emulator that fills step by step. */
const staging = smallStaging();
const environment = staging;
const local = new LocalEnvironment(staging.name, staging.account.region);
let clients: PreflightClients;
let servers: readonly string[] = [];

const delegated = async () => servers;

async function answers(asked: Environment = environment, resolveNameServers = delegated): Promise<readonly Answer[]> {
  return preflight(planEnvironment(asked), { clients, resolveNameServers });
}

async function answerOn(subject: string, ...means: Parameters<typeof answers>): Promise<Answer | undefined> {
  return (await answers(...means)).find((answer) => answer.subject === subject);
}

async function subjects(state: Answer["state"], ...means: Parameters<typeof answers>): Promise<readonly string[]> {
  return (await answers(...means)).filter((answer) => answer.state === state).map(({ subject }) => subject);
}

const apiKey = "value of shop-staging/payment-api-key";
const keyValue = "value of shop-staging/gcp-service-account-key";
const keyFile = "key in shop-staging/gcp-service-account-key";

async function fill(secret: string, SecretString: string): Promise<void> {
  await clients.secrets.send(new PutSecretValueCommand({ SecretId: `shop-staging/${secret}`, SecretString }));
}

beforeAll(async () => {
  expect(await local.start()).toMatchObject({ exitCode: 0 });
  clients = preflightClients(local.clientSettings);
  const { HostedZones = [] } = await clients.dns.send(new ListHostedZonesByNameCommand({ DNSName: "example.com" }));
  const zone = await clients.dns.send(new GetHostedZoneCommand({ Id: HostedZones[0]?.Id ?? "" }));
  servers = zone.DelegationSet?.NameServers ?? [];
});

afterAll(() => local.dispose());

describe("in an empty account", () => {
  test("all that a stack makes is missing, and the way out is the stack", async () => {
    const { exitCode, stdout, stderr } = await local.slipway("preflight", "staging");
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "looking at account 123456789012 in us-east-1\n" });
    expect(stdout).toContain("✖ image repositories: missing: shop-agent: not there; apply account-shop first\n");
    expect(stdout).toContain("✖ network: missing: there is no VPC named shop-staging; apply staging-base first\n");
    expect(await subjects("missing")).toEqual([
      "image repositories",
      "roles of the delivery",
      "network",
      "digest parameters",
      "log groups",
      "encryption key",
      keyValue,
      keyFile,
      apiKey,
      "image of agent",
    ]);
  });

  test("a VPC that others run must be there too", async () => {
    const existingVpc = {
      vpcId: "vpc-0123456789abcdef0",
      publicSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      privateSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
    };
    expect(await answerOn("network", { ...environment, network: { existingVpc } })).toMatchObject({
      state: "missing",
      detail: expect.stringContaining("these are no subnets of vpc-0123456789abcdef0"),
    });
  });
});

describe("with account and base stack applied", () => {
  beforeAll(async () => {
    expect((await local.deploy("account-shop")).stdout).toContain("Apply complete!");
    expect((await local.deploy("staging-base")).stdout).toContain("Apply complete!");
  });

  test("values and an image are missing, and nothing else", async () => {
    expect(await subjects("missing")).toEqual([keyValue, keyFile, apiKey, "image of agent"]);
    expect(await answerOn(apiKey)).toMatchObject({
      detail:
        "it has no value; fill it: aws secretsmanager put-secret-value --secret-id shop-staging/payment-api-key --secret-string file://VALUE",
    });
    expect(await answerOn("image of agent")).toMatchObject({
      detail: "none was released yet; push one, then: npx slipway release staging agent DIGEST",
    });
  });

  test("a key that is no key file is missing, and no part of it is shown", async () => {
    await fill("payment-api-key", "a-value-of-the-api");
    for (const value of ["-----BEGIN PRIVATE KEY-----", '{"client_email":"agent@shop-works.example"}']) {
      await fill("gcp-service-account-key", value);
      expect(await subjects("missing")).toEqual([keyFile, "image of agent"]);
    }
    const { stdout, stderr } = await local.slipway("preflight", "staging", "--json");
    expect(`${stdout}${stderr}`).not.toMatch(/agent@shop-works|a-value-of-the-api|BEGIN/);
    await fill("gcp-service-account-key", '{"client_email":"agent@shop-works.example","private_key":"key"}');
    expect(await answerOn(keyFile)).toMatchObject({ state: "ok" });
  });

  test("an image that was released is there, and one that was removed is not", async () => {
    const digest = await pushImage(clients.images, "shop-agent", "v1");
    const parameters = { Name: "/shop-staging/image-digests/agent", Value: digest, Overwrite: true };
    await clients.parameters.send(new PutParameterCommand(parameters));
    expect(await answerOn("image of agent")).toMatchObject({
      state: "missing",
      detail: `shop-agent may expire ${digest}; mark it: npx slipway release staging agent ${digest}`,
    });
    expect(await local.slipway("release", "staging", "agent", digest)).toMatchObject({ exitCode: 0 });
    expect(await answerOn("image of agent")).toEqual({ subject: "image of agent", state: "ok", detail: digest });
    expect(await subjects("missing")).toEqual([]);
    expect(await subjects("untold")).toEqual([]);

    await clients.images.send(
      new BatchDeleteImageCommand({ repositoryName: "shop-agent", imageIds: [{ imageDigest: digest }] }),
    );
    expect(await answerOn("image of agent")).toMatchObject({
      state: "missing",
      detail: expect.stringContaining(`shop-agent does not hold ${digest}; push one`),
    });
    await pushImage(clients.images, "shop-agent", "v1");
    expect(await local.slipway("release", "staging", "agent", digest)).toMatchObject({ exitCode: 0 });
  });

  test("a zone that nobody is sent to, or to other servers, is missing; without DNS it cannot be told", async () => {
    const delegation = "delegation of example.com";
    const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
    const toServers = `enter ${servers
      .map((server) => server.replace(/\.$/, ""))
      .sort()
      .join(", ")} as its NS records in the parent zone`;
    expect(await answerOn(delegation, environment, failing("ENOTFOUND"))).toMatchObject({
      state: "missing",
      detail: `nobody is sent to the zone; ${toServers}`,
    });
    expect(await answerOn(delegation, environment, async () => ["ns1.registrar.example."])).toMatchObject({
      state: "missing",
      detail: `ns1.registrar.example answer for it; ${toServers}`,
    });
    expect(await answerOn(delegation, environment, failing("ECONNREFUSED"))).toMatchObject({
      state: "untold",
      detail: "the DNS cannot be asked from here (ECONNREFUSED); ask where it can",
    });
  });

  test("a load balancer of others takes the name", async () => {
    const { Subnets = [] } = await clients.network.send(new DescribeSubnetsCommand({}));
    const made = await clients.loadBalancing.send(
      new CreateLoadBalancerCommand({
        Name: "shop-staging",
        // The default VPC of the emulator has no internet gateway.
        Scheme: "internal",
        Subnets: Subnets.filter(({ DefaultForAz }) => DefaultForAz).map(({ SubnetId = "" }) => SubnetId),
        Tags: [{ Key: "Environment", Value: "preview" }],
      }),
    );
    expect(await subjects("missing")).toEqual(["name of load balancer shop-staging"]);
    expect(await answerOn("name of load balancer shop-staging")).toMatchObject({
      detail: "taken, and of preview; choose another namePrefix or name, or remove it",
    });
    const LoadBalancerArn = made.LoadBalancers?.[0]?.LoadBalancerArn;
    await clients.loadBalancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
  });

  test("quotas that others have used up are missing, with the way to more", async () => {
    expect(await answerOn("quota of elastic IP addresses")).toMatchObject({ state: "ok" });
    for (let count = 0; count < 5; count += 1) await clients.network.send(new AllocateAddressCommand({}));
    expect(await answerOn("quota of elastic IP addresses")).toMatchObject({
      state: "missing",
      detail: expect.stringMatching(
        /^1 needed and 5 used by others, of 5 .*--quota-code L-0263D0A3 --desired-value 6$/,
      ),
    });
    const agent = environment.services.agent;
    if (agent === undefined) throw new Error("staging has no agent");
    const size = { cpuUnits: 4096, memoryMiB: 8192 };
    expect(
      await answerOn("quota of Fargate vCPUs", { ...environment, services: { agent: { ...agent, size } } }),
    ).toMatchObject({ state: "missing", detail: expect.stringContaining("32 needed") });
  });

  test("a second VPC of the name is somebody else's", async () => {
    const Tags = [{ Key: "Name", Value: "shop-staging" }];
    const { Vpc } = await clients.network.send(
      new CreateVpcCommand({ CidrBlock: "10.9.0.0/16", TagSpecifications: [{ ResourceType: "vpc", Tags }] }),
    );
    expect(await answerOn("network")).toMatchObject({
      detail: "2 VPCs are named shop-staging; rename those of others",
    });
    await clients.network.send(new DeleteVpcCommand({ VpcId: Vpc?.VpcId }));
  });
});

test("credentials of another account are refused", async () => {
  const file = `${local.folder}/config/accounts/shop.yaml`;
  writeFileSync(file, readFileSync(file, "utf8").replace('"123456789012"', '"210987654321"'));
  const { exitCode, stdout, stderr } = await local.slipway("preflight", "staging", "--json");
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr.trim()).toBe(
    "the credentials are of account 123456789012, and staging is in 210987654321 (shop); choose another AWS_PROFILE",
  );
});
