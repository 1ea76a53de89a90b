import { loadBalancerLines } from "../cost/load-balancer-lines";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
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
    emulated: {
      refuses: [
        carried(
          "no internet gateway, impossible timeouts, log buckets that refuse the test write, deletion under protection",
          "elbv2_load_balancers",
        ),
      ],
      rewrites: [carried("its state is provisioning at first")],
      lookedIn:
        "Elastic Load Balancing API Reference: CreateLoadBalancer, ModifyLoadBalancerAttributes, DeleteLoadBalancer",
      onlyInAws: { what: "that it answers from outside", shownBy: "smoke" },
    },
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
    price: { lines: loadBalancerLines },
    scannedBy: { tfsec: 2 },
    tables: ["network", "names"],
    usualSeconds: 240,
  },
  aws_lb_listener: {
    emulated: {
      refuses: [
        carried("unknown TLS policies", "elbv2_load_balancers"),
        carried("a taken port, HTTPS without a certificate", "elbv2_rule_limits"),
        carried("trust stores that are not there or not ready", "elbv2_mutual_authentication"),
      ],
      rewrites: [carried("what it asks of clients is off, or each setting named", "elbv2_mutual_authentication")],
      lookedIn: "Elastic Load Balancing API Reference: CreateListener, ModifyListener, MutualAuthenticationAttributes",
      onlyInAws: { what: "that TLS is spoken under the certificate's names", shownBy: "smoke" },
    },
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
    emulated: {
      refuses: [carried("more than 25 certificates")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "Elastic Load Balancing API Reference: AddListenerCertificates",
      onlyInAws: { what: "that TLS is spoken under the certificate's names", shownBy: "smoke" },
    },
    ...part,
    calls: [
      reads("anywhere", elastic, "DescribeListenerCertificates"),
      changes("loadBalancer", elastic, "AddListenerCertificates", "RemoveListenerCertificates"),
    ],
    whenGone: gone("its host has no certificate"),
    tables: ["names"],
  },
  aws_lb_listener_rule: {
    emulated: {
      refuses: [
        carried("priorities, conditions and values beyond the limits", "elbv2_rule_limits"),
        carried("token checks that are not on HTTPS or answer nothing", "elbv2_jwt_validation"),
      ],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "Elastic Load Balancing API Reference: CreateRule, JwtValidationActionConfig",
      onlyInAws: { what: "that the issuer's keys are fetched, and tokens judged", shownBy: "smoke" },
    },
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
    emulated: {
      refuses: [carried("deletion while a rule leads to it"), carried("values that do not fit its protocol")],
      rewrites: [
        carried(
          "each load balancer is named once, as long as a rule leads to the group",
          "elbv2_target_group_load_balancers",
        ),
      ],
      lookedIn: "Elastic Load Balancing API Reference: CreateTargetGroup, DeleteTargetGroup",
      onlyInAws: { what: "that targets answer health checks", shownBy: "smoke" },
    },
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
    emulated: {
      refuses: [
        carried(
          "bundles that are missing or hold no certificates, taken names, deletion while a listener verifies by it",
          "elbv2_trust_stores",
        ),
      ],
      rewrites: [carried("its status is CREATING at first", "elbv2_trust_stores")],
      lookedIn:
        "Elastic Load Balancing API Reference: CreateTrustStore, ModifyTrustStore, DeleteTrustStore (TrustStoreInUse)",
      onlyInAws: { what: "that no client is let in without a certificate", shownBy: "smoke" },
    },
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
