import { type AwsTypes, onlyLookedUp } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

export const ssmTypes: AwsTypes = {
  aws_ssm_parameter: {
    emulated: {
      refuses: [carried("a name that is taken")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "Systems Manager API Reference: PutParameter",
      onlyInAws: { what: "that its digest is an image's", shownBy: "preflight" },
    },
    service: "ssm",
    region: "environment",
    managedIn: { base: ["services"] },
    lookedUpIn: { runtime: ["services"] },
    calls: [
      reads("anywhere", "ssm", "DescribeParameters"),
      reads("ssmParameters", "ssm", "GetParameter", "GetParameters", "ListTagsForResource"),
      creates("ssmParameters", "ssm", "PutParameter"),
      changes("ssmParameters", "ssm", "AddTagsToResource", "DeleteParameter", "RemoveTagsFromResource"),
    ],
    madeUpByAws: "nothing",
    // A release writes it, and Terraform ignores what it says.
    holdsData: true,
    whenGone: gone("what reads the parameter fails"),
    whenUpdated: unnoticed,
    price: { none: "standard parameters are free" },
    scannedBy: { tfsec: { none: "it has no check of parameters" } },
    tables: { none: "runtime stacks that do not find it fail" },
    usualSeconds: 10,
  },
  aws_ssm_parameters_by_path: onlyLookedUp({
    service: "ssm",
    region: "environment",
    // It tells whether the base stack is there.
    lookedUpIn: { runtime: ["foundation"] },
    calls: [reads("ssmParameters", "ssm", "GetParametersByPath")],
  }),
};
