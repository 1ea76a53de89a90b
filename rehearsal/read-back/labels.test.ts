import { expect, test } from "vitest";
import { answeringClients } from "../../test/helpers/answering-clients";
import { anEnvironment } from "../../test/helpers/environments";
import { intentOf } from "./intent";
import { findLabels } from "./labels";

const balancerArn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/lornu-staging/1";
const targetArn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/lornu-staging-agent/2";
const answers = {
  DescribeVpcs: { Vpcs: [{ VpcId: "vpc-1" }] },
  ListAliases: { Aliases: [{ AliasName: "alias/lornu-staging", TargetKeyId: "key-1" }] },
  ListSecrets: { SecretList: [{ ARN: "arn:secret-AbCdEf", Name: "lornu-staging/gemini-api-key" }] },
  DescribeSecurityGroups: { SecurityGroups: [{ GroupId: "sg-1", GroupName: "lornu-staging-alb" }] },
  DescribeSubnets: { Subnets: [{ SubnetId: "subnet-1", CidrBlock: "10.1.0.0/19" }] },
  DescribeLoadBalancers: {
    LoadBalancers: [{ LoadBalancerArn: balancerArn, LoadBalancerName: "lornu-staging", DNSName: "lb.example.net" }],
  },
  DescribeTargetGroups: { TargetGroups: [{ TargetGroupArn: targetArn, TargetGroupName: "lornu-staging-agent" }] },
  ListCertificates: {
    CertificateSummaryList: [{ CertificateArn: "arn:certificate", DomainName: "staging.example.com" }],
  },
  GetParameter: { Parameter: { Value: "sha256:1" } },
};

test("knows what AWS made up by the names of the configuration", async () => {
  const { labels, vpcId } = await findLabels(answeringClients(answers), intentOf(anEnvironment()));
  expect(vpcId).toBe("vpc-1");
  expect(Object.fromEntries(labels)).toEqual({
    "key-1": "key alias/lornu-staging",
    "arn:aws:kms:us-east-1:123456789012:key/key-1": "key alias/lornu-staging",
    "arn:secret-AbCdEf": "secret lornu-staging/gemini-api-key",
    "sg-1": "group lornu-staging-alb",
    "subnet-1": "subnet 10.1.0.0/19",
    [balancerArn]: "load balancer lornu-staging",
    "app/lornu-staging/1": "load balancer lornu-staging",
    "lb.example.net": "load balancer lornu-staging",
    [targetArn]: "target group lornu-staging-agent",
    "targetgroup/lornu-staging-agent/2": "target group lornu-staging-agent",
    "arn:certificate": "the certificate of staging.example.com",
    "sha256:1": "the digest in /lornu-staging/image-digests/agent",
  });
});

test("knows the blocks of an existing VPC's subnets by the ids that the configuration names", async () => {
  const existingVpc = {
    vpcId: "vpc-0123456789abcdef0",
    publicSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    privateSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
  };
  const intent = intentOf(anEnvironment({ network: { existingVpc } }));
  const { labels, vpcId } = await findLabels(answeringClients(answers), intent);
  expect({ vpcId, label: labels.get("10.1.0.0/19") }).toEqual({
    vpcId: "vpc-0123456789abcdef0",
    label: "subnet subnet-1",
  });
});
