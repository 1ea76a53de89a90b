import type { AwsTypes } from "./aws-type";
import { unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const sns = {
  service: "sns",
  region: "environment",
  managedIn: { base: ["foundation"] },
  lookedUpIn: {},
  madeUpByAws: "nothing",
  holdsData: false,
  whenGone: unnoticed,
  whenUpdated: unnoticed,
  price: { none: "billed by message, and the first thousand mails of a month are free" },
  scannedBy: { tfsec: { none: "it has no check of this" } },
  usualSeconds: 15,
} as const;

export const snsTypes: AwsTypes = {
  aws_sns_topic: {
    emulated: {
      refuses: [carried("attributes that it does not have", "sns_topics")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "SNS API Reference: CreateTopic",
      onlyInAws: { what: "that notices arrive", shownBy: "apply" },
    },
    ...sns,
    calls: [
      reads("topic", "sns", "GetTopicAttributes", "ListTagsForResource"),
      creates("topic", "sns", "CreateTopic"),
      changes("topic", "sns", "DeleteTopic", "SetTopicAttributes", "TagResource", "UntagResource"),
    ],
    scannedBy: { tfsec: 2 },
    tables: ["notices", "data"],
  },
  aws_sns_topic_policy: {
    emulated: {
      refuses: [carried("documents that are no policy", "sns_topics")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "SNS API Reference: SetTopicAttributes",
      onlyInAws: { what: "that AWS's own services publish as it admits", shownBy: "apply" },
    },
    ...sns,
    calls: [reads("topic", "sns", "GetTopicAttributes"), changes("topic", "sns", "SetTopicAttributes")],
    tables: ["rights"],
  },
  aws_sns_topic_subscription: {
    emulated: {
      refuses: [carried("a topic that is not there")],
      rewrites: { none: "that it is pending until somebody confirms it is not emulated" },
      lookedIn: "SNS API Reference: Subscribe",
      onlyInAws: { what: "that its address confirmed it", shownBy: "apply" },
    },
    ...sns,
    calls: [
      reads("anywhere", "sns", "GetSubscriptionAttributes"),
      reads("topic", "sns", "ListSubscriptionsByTopic"),
      creates("topic", "sns", "Subscribe"),
      changes("anywhere", "sns", "SetSubscriptionAttributes", "Unsubscribe"),
    ],
    madeUpByAws: { identifier: "ARN", limitedBy: { none: "AWS narrows these calls to no subscription" } },
    tables: ["notices"],
  },
};
