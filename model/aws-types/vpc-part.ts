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

/** A new thing is tagged as it is made; a default security group, when it is adopted. */
export const networkTags = [creates("network", "ec2", "CreateTags"), changes("network", "ec2", "DeleteTags")];
