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
  aws_ssm_document: {
    emulated: {
      refuses: [carried("a name that is taken")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "Systems Manager API Reference: CreateDocument, UpdateDocument, DeleteDocument",
      onlyInAws: { what: "that instances run it: the emulator runs none", shownBy: "apply" },
    },
    service: "ssm",
    region: "environment",
    managedIn: { runtime: ["hosts"] },
    lookedUpIn: {},
    calls: [
      reads("documents", "ssm", "DescribeDocument", "DescribeDocumentPermission", "GetDocument", "ListTagsForResource"),
      creates("documents", "ssm", "AddTagsToResource", "CreateDocument"),
      changes(
        "documents",
        "ssm",
        "AddTagsToResource",
        "DeleteDocument",
        "RemoveTagsFromResource",
        "UpdateDocument",
        "UpdateDocumentDefaultVersion",
      ),
    ],
    madeUpByAws: "nothing",
    holdsData: false,
    whenGone: gone("no release reaches instances meanwhile"),
    whenUpdated: unnoticed,
    price: { none: "Run Command is free" },
    scannedBy: { tfsec: { none: "it has no check of documents" } },
    tables: { none: "an empty second plan shows all of it" },
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
