import { changes, creates, type Grant, reads } from "../grant";

const elastic = "elasticloadbalancing";
const loadBalancerTags = changes("loadBalancer", elastic, "AddTags", "RemoveTags");
const records = [
  reads("changes", "route53", "GetChange"),
  reads("zones", "route53", "GetHostedZone", "ListResourceRecordSets"),
  changes("records", "route53", "ChangeResourceRecordSets"),
];

/** Calls of load balancers, certificates and DNS. */
export const entranceGrants = {
  aws_acm_certificate: [
    reads("anywhere", "acm", "ListCertificates"),
    reads("certificates", "acm", "DescribeCertificate", "GetCertificate", "ListTagsForCertificate"),
    creates("certificates", "acm", "AddTagsToCertificate", "RequestCertificate"),
    changes("certificates", "acm", "DeleteCertificate", "RemoveTagsFromCertificate", "UpdateCertificateOptions"),
  ],
  aws_acm_certificate_validation: [reads("certificates", "acm", "DescribeCertificate")],
  aws_lb: [
    reads(
      "anywhere",
      elastic,
      "DescribeCapacityReservation",
      "DescribeLoadBalancerAttributes",
      "DescribeLoadBalancers",
      "DescribeTags",
    ),
    loadBalancerTags,
    changes(
      "loadBalancer",
      elastic,
      "CreateLoadBalancer",
      "DeleteLoadBalancer",
      "ModifyLoadBalancerAttributes",
      "SetIpAddressType",
      "SetSecurityGroups",
      "SetSubnets",
    ),
  ],
  aws_lb_listener: [
    reads("anywhere", elastic, "DescribeListenerAttributes", "DescribeListeners", "DescribeTags"),
    loadBalancerTags,
    changes("loadBalancer", elastic, "CreateListener", "DeleteListener", "ModifyListener", "ModifyListenerAttributes"),
  ],
  aws_lb_listener_rule: [
    reads("anywhere", elastic, "DescribeRules", "DescribeTags"),
    loadBalancerTags,
    changes("loadBalancer", elastic, "CreateRule", "DeleteRule", "ModifyRule", "SetRulePriorities"),
  ],
  aws_lb_target_group: [
    reads("anywhere", elastic, "DescribeTags", "DescribeTargetGroupAttributes", "DescribeTargetGroups"),
    loadBalancerTags,
    changes(
      "loadBalancer",
      elastic,
      "CreateTargetGroup",
      "DeleteTargetGroup",
      "ModifyTargetGroup",
      "ModifyTargetGroupAttributes",
    ),
  ],
  aws_lb_trust_store: [
    reads("anywhere", elastic, "DescribeTags", "DescribeTrustStores"),
    loadBalancerTags,
    changes("loadBalancer", elastic, "CreateTrustStore", "DeleteTrustStore", "ModifyTrustStore"),
    changes("clientCertificates", "s3", "GetObject", "GetObjectVersion"),
  ],
  aws_route53_health_check: [
    reads("healthChecks", "route53", "GetHealthCheck", "ListTagsForResource"),
    creates("anywhere", "route53", "CreateHealthCheck"),
    changes("healthChecks", "route53", "ChangeTagsForResource", "DeleteHealthCheck", "UpdateHealthCheck"),
  ],
  aws_route53_record: records,
  aws_route53_zone: [
    ...records,
    reads("anywhere", "route53", "ListHostedZones", "ListHostedZonesByName"),
    reads("zones", "route53", "ListTagsForResource"),
    creates("ownZones", "route53", "CreateHostedZone"),
    changes("ownZones", "route53", "ChangeTagsForResource", "DeleteHostedZone", "UpdateHostedZoneComment"),
  ],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;
