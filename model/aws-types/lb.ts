import { hourlyToMonthlyUsd, prices } from "../prices";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { changes, creates, reads } from "./provider-calls";

const elastic = "elasticloadbalancing";
const tags = changes("loadBalancer", elastic, "AddTags", "RemoveTags");

const part = {
  service: elastic,
  region: "environment",
  managedIn: { runtime: ["entrance"] },
  lookedUpIn: {},
  madeUpByAws: { identifier: "last part of its ARN", limitedBy: "pattern" },
  holdsData: false,
  whenUpdated: unnoticed,
  price: { none: "its load balancer is billed" },
  scannedBy: { tfsec: { none: "it has no check of this" } },
  usualSeconds: 15,
} as const;

export const lbTypes: AwsTypes = {
  aws_lb: {
    ...part,
    calls: [
      reads(
        "anywhere",
        elastic,
        "DescribeCapacityReservation",
        "DescribeLoadBalancerAttributes",
        "DescribeLoadBalancers",
        "DescribeTags",
      ),
      tags,
      creates("loadBalancer", elastic, "CreateLoadBalancer"),
      changes(
        "loadBalancer",
        elastic,
        "DeleteLoadBalancer",
        "ModifyLoadBalancerAttributes",
        "SetIpAddressType",
        "SetSecurityGroups",
        "SetSubnets",
      ),
    ],
    whenGone: gone("the entrance goes, and its DNS name with it"),
    price: { monthlyUsd: hourlyToMonthlyUsd(prices.loadBalancerHour) },
    scannedBy: { tfsec: 2 },
    tables: ["network", "names"],
    usualSeconds: 240,
  },
  aws_lb_listener: {
    ...part,
    calls: [
      reads("anywhere", elastic, "DescribeListenerAttributes", "DescribeListeners", "DescribeTags"),
      tags,
      changes(
        "loadBalancer",
        elastic,
        "CreateListener",
        "DeleteListener",
        "ModifyListener",
        "ModifyListenerAttributes",
      ),
    ],
    whenGone: gone("nothing answers on its port"),
    whenUpdated: (changedArguments) =>
      changedArguments.includes("port")
        ? { effect: "the load balancer stops listening on the old port", downtime: "certain" }
        : undefined,
    scannedBy: { tfsec: 1 },
    tables: ["network", "names"],
  },
  aws_lb_listener_certificate: {
    ...part,
    calls: [
      reads("anywhere", elastic, "DescribeListenerCertificates"),
      changes("loadBalancer", elastic, "AddListenerCertificates", "RemoveListenerCertificates"),
    ],
    whenGone: gone("its host has no certificate"),
    tables: ["names"],
  },
  aws_lb_listener_rule: {
    ...part,
    calls: [
      reads("anywhere", elastic, "DescribeRules", "DescribeTags"),
      tags,
      creates("loadBalancer", elastic, "CreateRule"),
      changes("loadBalancer", elastic, "DeleteRule", "ModifyRule", "SetRulePriorities"),
    ],
    whenGone: gone("its paths answer as the listener's default does"),
    tables: ["names"],
  },
  aws_lb_target_group: {
    ...part,
    calls: [
      reads("anywhere", elastic, "DescribeTags", "DescribeTargetGroupAttributes", "DescribeTargetGroups"),
      tags,
      creates("loadBalancer", elastic, "CreateTargetGroup"),
      changes("loadBalancer", elastic, "DeleteTargetGroup", "ModifyTargetGroup", "ModifyTargetGroupAttributes"),
    ],
    whenGone: gone("the load balancer loses its targets"),
    tables: ["names"],
  },
  aws_lb_trust_store: {
    ...part,
    calls: [
      reads("anywhere", elastic, "DescribeTags", "DescribeTrustStoreAssociations", "DescribeTrustStores"),
      tags,
      creates("loadBalancer", elastic, "CreateTrustStore"),
      changes("loadBalancer", elastic, "DeleteTrustStore", "ModifyTrustStore"),
      creates("clientCertificates", "s3", "GetObject", "GetObjectVersion"),
    ],
    whenGone: gone("client certificates are not accepted"),
    tables: ["names"],
    usualSeconds: 60,
  },
};
