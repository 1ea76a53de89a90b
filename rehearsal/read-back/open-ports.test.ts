import { describe, expect, test } from "vitest";
import { anEnvironment, aService, clientCertificates } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { intentOf } from "./intent";
import { openPorts } from "./open-ports";

const tasks = [
  "open port 8080/tcp from group lornu-staging-alb on lornu-staging-agent-task",
  "open way out 443/tcp to 0.0.0.0/0 on lornu-staging-agent-task",
];
const groups = [
  "security group default",
  "security group lornu-staging-alb",
  "security group lornu-staging-agent-task",
];
const waysToPrivateSubnets = [
  "open way out 8080/tcp to 10.1.128.0/18 on lornu-staging-alb",
  "open way out 8080/tcp to 10.1.192.0/18 on lornu-staging-alb",
];

function fromEverywhere(...ports: readonly number[]): readonly string[] {
  return ports.map((port) => `open port ${port}/tcp from 0.0.0.0/0 on lornu-staging-alb`);
}

describe("asked for", () => {
  function expected(overrides: Parameters<typeof anEnvironment>[0]): readonly string[] {
    return openPorts.expected(intentOf(anEnvironment(overrides)));
  }

  test("are HTTP and HTTPS to the load balancer, and from it to the tasks, and nothing on the default group", () => {
    expect(expected({})).toEqual([...groups, ...fromEverywhere(80, 443), ...waysToPrivateSubnets, ...tasks]);
  });

  test("is HTTP alone without a domain", () => {
    expect(expected({ dns: undefined })).toEqual([...groups, ...fromEverywhere(80), ...waysToPrivateSubnets, ...tasks]);
  });

  test("is a port of its own for agents with client certificates", () => {
    const services = { agent: aService({ agentToAgent: clientCertificates }) };
    expect(expected({ services })).toEqual(expect.arrayContaining([...fromEverywhere(80, 443, 8443)]));
  });

  test("are ways to the public subnets where the tasks stand there", () => {
    const sentences = expected({ network: { cidr: "10.1.0.0/16", nat: "none" } });
    expect(sentences).toEqual(expect.arrayContaining(["open way out 8080/tcp to 10.1.32.0/19 on lornu-staging-alb"]));
    expect(sentences).not.toEqual(expect.arrayContaining([waysToPrivateSubnets[0]]));
  });

  test("are ways to the named subnets of an existing VPC, whose default group stays as it was", () => {
    const existingVpc = {
      vpcId: "vpc-0123456789abcdef0",
      publicSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      privateSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
    };
    expect(expected({ network: { existingVpc } })).toEqual(
      expect.arrayContaining([
        "open way out 8080/tcp to subnet subnet-0123456789abcdef2 on lornu-staging-alb",
        "open way out every port/every protocol to 0.0.0.0/0 on default",
      ]),
    );
  });
});

describe("found", () => {
  function found(IpPermissions: readonly object[]): Promise<readonly string[]> {
    const SecurityGroups = [{ GroupName: "lornu-staging-alb", IpPermissions, IpPermissionsEgress: [] }];
    return openPorts.found(aReading({ DescribeSecurityGroups: { SecurityGroups } }, { "sg-1": "group other" }));
  }

  test("is every peer of a rule, whatever its kind", async () => {
    const rule = {
      IpProtocol: "tcp",
      FromPort: 443,
      ToPort: 443,
      IpRanges: [{ CidrIp: "0.0.0.0/0" }],
      Ipv6Ranges: [{ CidrIpv6: "::/0" }],
      UserIdGroupPairs: [{ GroupId: "sg-1" }],
      PrefixListIds: [{ PrefixListId: "pl-1" }],
    };
    expect(await found([rule])).toEqual([
      "security group lornu-staging-alb",
      "open port 443/tcp from 0.0.0.0/0 on lornu-staging-alb",
      "open port 443/tcp from ::/0 on lornu-staging-alb",
      "open port 443/tcp from group other on lornu-staging-alb",
      "open port 443/tcp from pl-1 on lornu-staging-alb",
    ]);
  });

  test("are ranges of ports, and protocols as a whole", async () => {
    const IpRanges = [{ CidrIp: "10.0.0.0/8" }];
    const range = { IpProtocol: "udp", FromPort: 1, ToPort: 1024, IpRanges };
    expect(await found([range, { IpProtocol: "-1", IpRanges }])).toEqual([
      "security group lornu-staging-alb",
      "open port 1-1024/udp from 10.0.0.0/8 on lornu-staging-alb",
      "open port every port/every protocol from 10.0.0.0/8 on lornu-staging-alb",
    ]);
  });
});
