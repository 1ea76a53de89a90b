import { oneOf } from "../cost/billed-line";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const discovery = {
  service: "servicediscovery",
  region: "environment",
  managedIn: { runtime: ["discovery"] },
  lookedUpIn: {},
  holdsData: false,
  whenUpdated: unnoticed,
  scannedBy: { tfsec: { none: "it has no check of Cloud Map" } },
  tables: ["names"],
} as const;

/** Cloud Map, whose types Terraform names after what it does: `aws_service_discovery_...`. */
export const serviceDiscoveryTypes: AwsTypes = {
  aws_service_discovery_private_dns_namespace: {
    emulated: {
      refuses: [carried("deletion while it holds services", "servicediscovery_existence")],
      rewrites: [carried("its hosted zone", "servicediscovery_hosted_zone")],
      lookedIn: "Cloud Map API Reference: CreatePrivateDnsNamespace, DeleteNamespace",
      onlyInAws: { what: "that resolvers of the VPC answer", shownBy: "smoke" },
    },
    ...discovery,
    calls: [
      reads("anywhere", "servicediscovery", "GetOperation", "ListTagsForResource"),
      reads("namespaces", "servicediscovery", "GetNamespace"),
      creates("anywhere", "servicediscovery", "CreatePrivateDnsNamespace"),
      creates("namespaces", "servicediscovery", "TagResource"),
      changes("namespaces", "servicediscovery", "DeleteNamespace", "UntagResource", "UpdatePrivateDnsNamespace"),
      // Cloud Map makes and removes the namespace's zone in the name of who asks for it.
      reads("anywhere", "ec2", "DescribeVpcs"),
      reads("zones", "route53", "GetHostedZone", "ListResourceRecordSets"),
      creates("anywhere", "route53", "CreateHostedZone"),
      creates("privateZones", "route53", "AssociateVPCWithHostedZone"),
      changes("privateZones", "route53", "DeleteHostedZone"),
    ],
    madeUpByAws: { identifier: "id", limitedBy: "tag" },
    whenGone: gone("no internal service is found by its name"),
    price: { lines: oneOf("hostedZone", "zone of internal names") },
    usualSeconds: 90,
  },
  aws_service_discovery_service: {
    emulated: {
      refuses: [carried("namespaces that are not there, names that are taken", "servicediscovery_existence")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "Cloud Map API Reference: CreateService, DeleteService",
      onlyInAws: { what: "that tasks register with it", shownBy: "smoke" },
    },
    ...discovery,
    calls: [
      reads("anywhere", "servicediscovery", "ListTagsForResource"),
      reads("discoveryServices", "servicediscovery", "GetService", "ListInstances"),
      creates("namespaces", "servicediscovery", "CreateService"),
      creates("discoveryServices", "servicediscovery", "CreateService", "TagResource"),
      changes(
        "discoveryServices",
        "servicediscovery",
        "DeleteService",
        "DeregisterInstance",
        "UntagResource",
        "UpdateService",
      ),
    ],
    madeUpByAws: { identifier: "id", limitedBy: "tag" },
    whenGone: gone("its service is not found by its name"),
    price: { none: "billed by look-up, and look-ups of the VPC are free" },
    usualSeconds: 10,
  },
};
