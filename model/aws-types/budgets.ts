import type { AwsTypes } from "./aws-type";
import { unnoticed } from "./effect";
import { changes, reads } from "./provider-calls";

export const budgetsTypes: AwsTypes = {
  aws_budgets_budget: {
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
