import { testBadInputs } from "../../test/helpers/bad-input";

const network = "network: { cidr: 10.1.0.0/16 }";
const subnets = (last: string) =>
  `network: { existingVpc: { vpcId: vpc-0123456789abcdef0, publicSubnetIds: [subnet-00000001, subnet-00000002], privateSubnetIds: [subnet-00000003, ${last}] } }`;

testBadInputs({
  "a prefix of the delivery's own names": {
    part: "account: shop\n",
    bad: "account: shop\nnamePrefix: slipway-shop\n",
    fault:
      "2:13 namePrefix: slipway-shop begins with slipway-, as the names of what guards the delivery do; choose another namePrefix",
    good: "account: shop\nnamePrefix: slipways\n",
  },
  "a task role with a name of the delivery's": {
    part: "    port: 8080",
    bad: "    taskRoleName: Slipway-shop-preflight\n    port: 8080",
    fault:
      "6:19 services.agent.taskRoleName: Slipway-shop-preflight begins with slipway-, as the names of the delivery's own roles do; choose another name",
    good: "    taskRoleName: ShopSlipway\n    port: 8080",
  },
  "a block with bits behind its mask": {
    part: "10.1.0.0/16",
    bad: "10.1.0.1/16",
    fault: "2:18 network.cidr: 10.1.0.1/16 has bits set behind its mask; did you mean 10.1.0.0/16?",
    good: "10.2.0.0/16",
  },
  "a block without mask": {
    part: "10.1.0.0/16",
    bad: "10.1.0.0",
    fault: "2:18 network.cidr: 10.1.0.0 is not an IPv4 block; use one such as 10.1.0.0/16",
    good: "192.168.0.0/16",
  },
  "a block larger than a VPC": {
    part: "10.1.0.0/16",
    bad: "10.0.0.0/15",
    fault: "2:18 network.cidr: /15 does not fit a VPC with two public and two private subnets; use /16 to /22",
    good: "10.0.0.0/16",
  },
  "a block too small for four subnets": {
    part: "10.1.0.0/16",
    bad: "10.1.0.0/23",
    fault: "2:18 network.cidr: /23 does not fit a VPC with two public and two private subnets; use /16 to /22",
    good: "10.1.0.0/22",
  },
  "a public block": {
    part: "10.1.0.0/16",
    bad: "11.1.0.0/16",
    fault:
      "2:18 network.cidr: 11.1.0.0/16 is not a private range; use a block in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
    good: "172.31.0.0/16",
  },
  "the block of Docker's bridge": {
    part: "10.1.0.0/16",
    bad: "172.17.128.0/20",
    fault: "2:18 network.cidr: 172.17.128.0/20 overlaps 172.17.0.0/16, Docker's bridge network; choose another block",
    good: "172.18.0.0/20",
  },
  "a subnet that is named twice": {
    part: network,
    bad: subnets("subnet-00000001"),
    fault:
      "2:146 network.existingVpc.privateSubnetIds[1]: subnet-00000001 is named twice; use a different subnet for each zone and tier",
    good: subnets("subnet-00000004"),
  },
  "a subnet id of another kind": {
    part: network,
    bad: subnets("sn-1"),
    fault:
      "2:146 network.existingVpc.privateSubnetIds[1]: sn-1 is not a subnet id; use one such as subnet-0123456789abcdef0",
    good: subnets("subnet-0123456789abcdef0"),
  },
  "a VPC of its own and an existing one": {
    part: network,
    bad: subnets("subnet-00000004").replace("{ existingVpc", "{ cidr: 10.1.0.0/16, existingVpc"),
    fault: "2:31 network.existingVpc: set either cidr or existingVpc, not both",
    good: subnets("subnet-00000004"),
  },
  "neither a VPC of its own nor an existing one": {
    part: network,
    bad: "network: {}",
    fault: "2:1 network: set cidr or existingVpc",
    good: subnets("subnet-00000004"),
  },
  "a network that is no mapping": {
    part: network,
    bad: "network: 10.1.0.0/16",
    fault: "2:10 network: 10.1.0.0/16 is not a mapping; write cidr or existingVpc below the key",
    good: network,
  },
  "a load balancer's name longer than AWS allows": {
    part: "account: shop\n",
    bad: `account: shop\nnamePrefix: p${"1".repeat(32)}\n`,
    fault: `2:13 namePrefix: the load balancer would be named p${"1".repeat(32)}, 33 characters where AWS allows 32; choose a shorter namePrefix`,
    good: `account: shop\nnamePrefix: p${"1".repeat(25)}\n`,
  },
  "a prefix that AWS reserves": {
    part: "account: shop\n",
    bad: "account: shop\nnamePrefix: internal-shop\n",
    fault:
      "2:13 namePrefix: internal-shop begins with internal-, which AWS reserves in names of load balancers; choose another namePrefix",
    good: "account: shop\nnamePrefix: shop-internal\n",
  },
  "a domain outside its zone": {
    part: "domain: staging.example.com",
    bad: "domain: staging.example.org",
    fault: "3:16 dns.domain: staging.example.org is not in the zone example.com; use a name that ends in .example.com",
    good: "domain: example.com",
  },
  "a former domain outside its zone": {
    part: "domain: staging.example.com",
    bad: "domain: staging.example.com, formerDomains: [old.example.com, old.example.org]",
    fault:
      "3:70 dns.formerDomains[1]: old.example.org is not in the zone example.com; use a name that ends in .example.com",
    good: "domain: staging.example.com, formerDomains: [old.example.com]",
  },
  "a domain with its scheme": {
    part: "domain: staging.example.com",
    bad: "domain: https://staging.example.com",
    fault:
      "3:16 dns.domain: https://staging.example.com is not a domain name; use a lower-case one such as staging.example.com, without scheme, port or final dot",
    good: "domain: a.b.staging.example.com",
  },
  "a looked-up zone that waits for its delegation": {
    part: "{ name: example.com }",
    bad: "{ name: example.com, delegated: false }",
    fault:
      "3:75 dns.zone.delegated: only a zone that is created here waits for its delegation; remove delegated, or set create: true",
    good: "{ name: example.com, create: true, delegated: false }",
  },
  "a budget with cents": {
    part: "monthlyUsd: 450",
    bad: "monthlyUsd: 1.5",
    fault: "15:23 budget.monthlyUsd: 1.5 is not allowed; use a whole number from 1 to 1000000",
    good: "monthlyUsd: 151",
  },
  "something else than one e-mail address": {
    part: "platform-team@example.com",
    bad: "platform-team",
    fault: "14:18 alerts.email: platform-team is not an e-mail address; use one such as platform-team@example.com",
    good: "platform@example.com",
  },
  "a tag of Slipway's own": {
    part: "budget:",
    bad: "tags: { owner: me }\nbudget:",
    fault: "15:9 tags.owner: the tag Owner is set by Slipway; remove it here",
    good: "tags: { costCenter: platform }\nbudget:",
  },
  "a tag of AWS's own": {
    part: "budget:",
    bad: 'tags: { "aws:x": me }\nbudget:',
    fault: '15:9 tags["aws:x"]: aws: is reserved in names of tags; choose another name',
    good: 'tags: { "x:aws": me }\nbudget:',
  },
});
