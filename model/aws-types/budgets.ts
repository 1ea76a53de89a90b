import type { AwsTypes } from "./aws-type";
import { unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, reads } from "./provider-calls";

export const budgetsTypes: AwsTypes = {
  aws_budgets_budget: {
    emulated: {
      refuses: [carried("unknown units and filters, a second SNS topic, an eleventh address", "budgets_updates")],
      rewrites: [carried("its period stays where an update names none", "budgets_updates")],
      lookedIn:
        "Budgets API Reference: Budget, UpdateBudget; Cost Management User Guide: Creating an Amazon SNS topic for budget notifications",
      onlyInAws: { what: "that costs are counted, and the notice arrives", shownBy: "apply" },
    },
    service: "budgets",
    region: "global",
    managedIn: { base: ["foundation"] },
    lookedUpIn: {},
    calls: [
      reads("budget", "budgets", "ListTagsForResource", "ViewBudget"),
      changes("budget", "budgets", "ModifyBudget", "TagResource", "UntagResource"),
    ],
    madeUpByAws: "nothing",
    holdsData: false,
    whenGone: unnoticed,
    whenUpdated: unnoticed,
    price: { none: "a budget without actions is free" },
    scannedBy: { tfsec: { none: "it has no check of budgets" } },
    tables: ["notices"],
    usualSeconds: 10,
  },
};
