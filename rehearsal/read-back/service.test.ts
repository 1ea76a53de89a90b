import { expect, test } from "vitest";
import { anEnvironment, aService } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { intentOf } from "./intent";
import { service } from "./service";

test("asks for the smallest number of tasks, in the private subnets and without public addresses", () => {
  const scaling = { minimumTasks: 2, maximumTasks: 6 };
  const intent = intentOf(anEnvironment({ services: { agent: aService({ scaling }) } }));
  expect(service.expected(intent)).toEqual(
    expect.arrayContaining([
      "service agent: desired tasks 2",
      "service agent: subnets subnet 10.1.128.0/18 and subnet 10.1.192.0/18",
      "service agent: public addresses DISABLED",
      "service agent: rollback on",
    ]),
  );
});

test("asks for public subnets and addresses without NAT", () => {
  const intent = intentOf(anEnvironment({ network: { cidr: "10.1.0.0/16", nat: "none" } }));
  expect(service.expected(intent)).toEqual(
    expect.arrayContaining([
      "service agent: subnets subnet 10.1.0.0/19 and subnet 10.1.32.0/19",
      "service agent: public addresses ENABLED",
    ]),
  );
});

test("asks for the named subnets of an existing VPC", () => {
  const existingVpc = {
    vpcId: "vpc-0123456789abcdef0",
    publicSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    privateSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
  };
  expect(service.expected(intentOf(anEnvironment({ network: { existingVpc } })))).toContain(
    "service agent: subnets subnet-0123456789abcdef2 and subnet-0123456789abcdef3",
  );
});

test("finds a service that lacks what is asked for", async () => {
  const reading = aReading({
    ListClusters: { clusterArns: ["cluster"] },
    DescribeClusters: { clusters: [{ clusterName: "lornu-staging", clusterArn: "cluster" }] },
    ListServices: { serviceArns: ["agent"] },
    DescribeServices: {
      services: [{ serviceName: "agent", taskDefinition: "arn:aws:ecs:us-east-1:1:task-definition/stranger:7" }],
    },
  });
  expect(await service.found(reading)).toEqual([
    "cluster lornu-staging: Container Insights unknown",
    "service agent: cluster lornu-staging",
    "service agent: desired tasks 0",
    "service agent: launch type none",
    "service agent: task definition stranger",
    "service agent: subnets none",
    "service agent: security groups none",
    "service agent: public addresses DISABLED",
    "service agent: targets none",
    "service agent: circuit breaker off",
    "service agent: rollback off",
    "service agent: least healthy percent not set",
    "service agent: most percent not set",
    "service agent: health check grace in seconds not set",
    "service agent: commands in containers off",
  ]);
});

test("finds no service where there is no cluster", async () => {
  expect(await service.found(aReading({ ListClusters: { clusterArns: [] } }))).toEqual([]);
});
