import { expect, test } from "vitest";
import { containerDefinition } from "../../model/container-definition";
import { anEnvironment, aService } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { differences } from "./difference";
import { intentOf } from "./intent";
import { taskDefinition } from "./task-definition";

const digest = `sha256:${"a".repeat(64)}`;
const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:lornu-staging/gemini-api-key-AbCdEf";
const repository = "123456789012.dkr.ecr.us-east-1.amazonaws.com/lornu-agent";
const secrets = { GEMINI_API_KEY: "gemini-api-key" };
const expected = taskDefinition.expected(intentOf(anEnvironment({ services: { agent: aService({ secrets }) } })));

const container = containerDefinition({
  name: "agent",
  image: `${repository}@${digest}`,
  port: 8080,
  logGroup: "/ecs/lornu-staging/agent",
  region: "us-east-1",
  stopTimeoutSeconds: 30,
  environment: {
    PORT: "8080",
    DEPLOYMENT_ENVIRONMENT: "staging",
    PUBLIC_URL: "https://staging.example.com",
    LOAD_BALANCER_IDLE_TIMEOUT_SECONDS: "60",
    STOP_TIMEOUT_SECONDS: "30",
  },
  secretArns: { GEMINI_API_KEY: secretArn },
});

async function differencesWith(changes: object): Promise<readonly string[]> {
  const task = {
    family: "lornu-staging-agent",
    cpu: "512",
    memory: "1024",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    runtimePlatform: { cpuArchitecture: "X86_64", operatingSystemFamily: "LINUX" },
    taskRoleArn: "arn:aws:iam::123456789012:role/lornu-staging-agent-task",
    executionRoleArn: "arn:aws:iam::123456789012:role/lornu-staging-agent-execution",
    volumes: [{ name: "tmp" }],
    containerDefinitions: [{ cpu: 0, volumesFrom: [], ...container, ...changes }],
  };
  const answers = {
    ListTaskDefinitions: { taskDefinitionArns: ["lornu-staging-agent:1"] },
    DescribeTaskDefinition: { taskDefinition: task },
  };
  const labels = {
    [digest]: "the digest in /lornu-staging/image-digests/agent",
    [secretArn]: "secret lornu-staging/gemini-api-key",
  };
  return differences({ subject: "task", expected, found: await taskDefinition.found(aReading(answers, labels)) });
}

test("finds what is asked for, whatever AWS fills in", async () => {
  expect(await differencesWith({})).toEqual([]);
});

test("finds a tag where a digest is asked for", async () => {
  expect(await differencesWith({ image: `${repository}:latest` })).toEqual([
    `task: missing: container agent: image ${repository}@the digest in /lornu-staging/image-digests/agent`,
    `task: not asked for: container agent: image ${repository}:latest`,
  ]);
});

test("finds a writable root file system", async () => {
  expect(await differencesWith({ readonlyRootFilesystem: false })).toEqual([
    "task: missing: container agent: readonlyRootFilesystem true",
    "task: not asked for: container agent: readonlyRootFilesystem false",
  ]);
});

test("finds another secret's ARN", async () => {
  const valueFrom = "arn:aws:secretsmanager:us-east-1:123456789012:secret:production/key-AbCdEf";
  expect(await differencesWith({ secrets: [{ name: "GEMINI_API_KEY", valueFrom }] })).toEqual([
    "task: missing: container agent: secrets.GEMINI_API_KEY.valueFrom secret lornu-staging/gemini-api-key",
    `task: not asked for: container agent: secrets.GEMINI_API_KEY.valueFrom ${valueFrom}`,
  ]);
});

test("finds a variable that nobody set", async () => {
  const environment = [...container.environment, { name: "DEBUG", value: "1" }];
  expect(await differencesWith({ environment })).toEqual([
    "task: not asked for: container agent: environment.DEBUG.value 1",
  ]);
});
