import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const scheduler = {
  service: "scheduler",
  region: "environment",
  managedIn: { base: ["schedule"], runtime: ["schedules"] },
  lookedUpIn: {},
  madeUpByAws: "nothing",
  holdsData: false,
  whenUpdated: unnoticed,
  price: { none: "some millions of starts a month are free" },
  scannedBy: { tfsec: { none: "it has no check of schedules" } },
  usualSeconds: 10,
} as const;

export const schedulerTypes: AwsTypes = {
  aws_scheduler_schedule: {
    emulated: {
      refuses: [carried("expressions, windows and roles that do not fit", "scheduler_schedule_values")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EventBridge Scheduler API Reference: CreateSchedule",
      onlyInAws: { what: "that the job starts at its time", shownBy: "apply" },
    },
    ...scheduler,
    calls: [
      reads("schedules", "scheduler", "GetSchedule"),
      creates("schedules", "scheduler", "CreateSchedule"),
      changes("schedules", "scheduler", "DeleteSchedule", "UpdateSchedule"),
      creates("schedulerRoles", "iam", "PassRole"),
    ],
    whenGone: gone("what it calls does not start by itself"),
    tables: { none: "an empty second plan shows all of it" },
  },
  aws_scheduler_schedule_group: {
    emulated: {
      refuses: [carried("a name that is taken", "scheduler_schedule_values")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EventBridge Scheduler API Reference: CreateScheduleGroup, DeleteScheduleGroup",
      onlyInAws: { none: "an empty second plan shows all of it" },
    },
    ...scheduler,
    calls: [
      reads("scheduleGroup", "scheduler", "GetScheduleGroup", "ListTagsForResource"),
      creates("scheduleGroup", "scheduler", "CreateScheduleGroup"),
      changes("scheduleGroup", "scheduler", "DeleteScheduleGroup", "TagResource", "UntagResource"),
    ],
    whenGone: gone("its schedules go with it"),
    tables: { none: "it only holds schedules" },
  },
};
