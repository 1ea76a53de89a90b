import { oneOf } from "../cost/billed-line";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const recordReads = [
  reads("changes", "route53", "GetChange"),
  reads("zones", "route53", "GetHostedZone", "ListResourceRecordSets"),
];

const route53 = {
  service: "route53",
  region: "global",
  lookedUpIn: {},
  scannedBy: { tfsec: { none: "it has no check of DNS" } },
  tables: ["names"],
} as const;

const untagged = { none: "Route 53 knows no tags in conditions" };

export const route53Types: AwsTypes = {
  aws_route53_health_check: {
    emulated: {
      refuses: { none: "its caller's reference is made up anew each time, and nothing refuses its deletion" },
      rewrites: { none: "values come back as they were given" },
      lookedIn: "Route 53 API Reference: CreateHealthCheck",
      onlyInAws: { what: "that its checkers reach the service", shownBy: "apply" },
    },
    ...route53,
    managedIn: { runtime: ["domain"] },
    calls: [
      reads("healthChecks", "route53", "GetHealthCheck", "ListTagsForResource"),
      creates("anywhere", "route53", "CreateHealthCheck"),
      changes("healthChecks", "route53", "ChangeTagsForResource", "DeleteHealthCheck", "UpdateHealthCheck"),
    ],
    madeUpByAws: { identifier: "id", limitedBy: untagged },
    holdsData: false,
    whenGone: unnoticed,
    whenUpdated: unnoticed,
    price: { none: "the first fifty of what stands in AWS are free" },
    usualSeconds: 10,
  },
  aws_route53_record: {
    emulated: {
      refuses: [
        carried("CNAMEs beside others or at the apex, aliases to nothing", "route53_conflicts"),
        carried("names that are taken", "route53_record_existence"),
      ],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "Route 53 Developer Guide: Supported DNS record types; Route 53 API Reference: AliasTarget",
      onlyInAws: { what: "that resolvers answer with it", shownBy: "smoke" },
    },
    ...route53,
    managedIn: { base: ["keptCertificates"], runtime: ["domain"] },
    calls: [...recordReads, changes("records", "route53", "ChangeResourceRecordSets")],
    madeUpByAws: "nothing",
    holdsData: false,
    whenGone: gone("the name is not found"),
    whenUpdated: () => ({ effect: "names answer differently once caches expire", downtime: "possible" }),
    price: { none: "its zone is billed" },
    usualSeconds: 90,
  },
  aws_route53_zone: {
    emulated: {
      refuses: [carried("deletion while it holds records")],
      rewrites: [carried("its name servers", "route53_delegation_set")],
      lookedIn: "Route 53 API Reference: CreateHostedZone, DeleteHostedZone",
      onlyInAws: { what: "that the parent zone delegates to it", shownBy: "preflight" },
    },
    ...route53,
    managedIn: { base: ["domain"] },
    lookedUpIn: { base: ["keptCertificates"], runtime: ["domain"] },
    calls: [
      ...recordReads,
      reads("anywhere", "route53", "ListHostedZones", "ListHostedZonesByName"),
      reads("zones", "route53", "ListTagsForResource"),
      creates("newZones", "route53", "CreateHostedZone"),
      changes("ownZones", "route53", "ChangeTagsForResource", "DeleteHostedZone", "UpdateHostedZoneComment"),
    ],
    madeUpByAws: { identifier: "zone id", limitedBy: untagged },
    // Name servers: the parent zone points at the old ones.
    holdsData: true,
    whenGone: gone("no name of the zone is found"),
    whenUpdated: unnoticed,
    price: { lines: oneOf("hostedZone", "hosted zone") },
    usualSeconds: 90,
  },
};
