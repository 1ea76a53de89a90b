import type { BilledLine, PriceContext } from "../cost/billed-line";
import { gigabytesPerMonth } from "../cost/usage";
import { type JsonObject, objectsOf } from "../json";
import { daysPerMonth } from "../prices";
import type { AwsTypes } from "./aws-type";
import { unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

export const cloudwatchTypes: AwsTypes = {
  aws_cloudwatch_log_group: {
    emulated: {
      refuses: [carried("a key that is missing or disabled", "logs_keys"), carried("a name that is taken")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "CloudWatch Logs API Reference: CreateLogGroup, DeleteLogGroup, PutRetentionPolicy",
      onlyInAws: { what: "that tasks write to it", shownBy: "smoke" },
    },
    service: "logs",
    region: "environment",
    managedIn: { base: ["network", "services"] },
    lookedUpIn: {},
    calls: [
      reads("anywhere", "logs", "DescribeLogGroups"),
      reads("logGroups", "logs", "ListTagsForResource"),
      creates("logGroups", "logs", "CreateLogGroup"),
      changes(
        "logGroups",
        "logs",
        "AssociateKmsKey",
        "DeleteLogGroup",
        "DeleteRetentionPolicy",
        "DisassociateKmsKey",
        "PutRetentionPolicy",
        "TagResource",
        "UntagResource",
      ),
    ],
    madeUpByAws: "nothing",
    holdsData: true,
    whenGone: unnoticed,
    whenUpdated: unnoticed,
    price: { lines: logLines },
    scannedBy: { tfsec: 1 },
    tables: ["data"],
    usualSeconds: 10,
  },
  aws_cloudwatch_metric_alarm: {
    emulated: {
      refuses: [carried("metric queries that do not fit together", "cloudwatch_metric_queries")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "CloudWatch API Reference: PutMetricAlarm, DeleteAlarms",
      onlyInAws: { what: "that the metrics arrive under the names that it watches", shownBy: "apply" },
    },
    service: "cloudwatch",
    region: "environment",
    // Queues have alarms without a service.
    managedIn: { base: ["schedule"], runtime: ["foundation"] },
    lookedUpIn: {},
    calls: [
      reads("alarms", "cloudwatch", "DescribeAlarms", "ListTagsForResource"),
      creates("alarms", "cloudwatch", "PutMetricAlarm"),
      changes("alarms", "cloudwatch", "DeleteAlarms", "TagResource", "UntagResource"),
    ],
    madeUpByAws: "nothing",
    holdsData: false,
    whenGone: unnoticed,
    whenUpdated: unnoticed,
    price: {
      // Of what is reckoned from several metrics, each one is billed.
      lines: ({ metric_query: queries }) => {
        const metrics = objectsOf(queries).filter(({ metric }) => objectsOf(metric).length > 0).length;
        return [{ what: "alarms", quantity: Math.max(1, metrics), price: "alarm", billed: "while it exists" }];
      },
    },
    scannedBy: { tfsec: { none: "it has no check of alarms" } },
    tables: ["notices"],
    usualSeconds: 10,
  },
};

/** The groups are taken to be written alike; what is kept is as much as was written in the days of its retention. */
function logLines({ retention_in_days: days }: JsonObject, { others, usage }: PriceContext): readonly BilledLine[] {
  const groups = Math.max(1, others("aws_cloudwatch_log_group").length);
  const ingested = gigabytesPerMonth(usage.megabytesLoggedPerDay) / groups;
  const keptMonths = (typeof days === "number" && days > 0 ? days : longestKeptDays) / daysPerMonth;
  const common = { billed: "while awake", assumes: "megabytesLoggedPerDay" } as const;
  return [
    { what: "logs written", quantity: ingested, price: "logsIngested", ...common },
    { what: "logs kept", quantity: ingested * keptMonths, price: "logsStored", ...common },
  ];
}

/** Of a group whose logs are kept for ever, what is reckoned with: ten years. */
const longestKeptDays = 3650;
