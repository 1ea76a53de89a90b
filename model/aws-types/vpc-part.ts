import { unnoticed } from "./effect";
import { changes, creates } from "./provider-calls";

/** What the parts of a VPC have in common. */
export const networkPart = {
  service: "ec2",
  region: "environment",
  lookedUpIn: {},
  madeUpByAws: { identifier: "id", limitedBy: "tag" },
  holdsData: false,
  whenUpdated: unnoticed,
  price: { none: "networks are free but for their gateways and addresses" },
  scannedBy: { tfsec: { none: "it has no check of this" } },
  tables: ["network"],
} as const;

/** A new thing is tagged as it is made: a tag on what is there would make a stranger's one's own. */
export const networkTags = [
  creates("madeWithTags", "ec2", "CreateTags"),
  changes("network", "ec2", "CreateTags", "DeleteTags"),
];
