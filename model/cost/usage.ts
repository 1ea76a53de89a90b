import { daysPerMonth } from "../prices";

/** How much an environment is used on a day on which it is awake around the clock; nobody knows before it runs. */
export interface UsageFacts {
  readonly requestsPerDay: number;
  /** Answers to the internet. */
  readonly megabytesOutPerDay: number;
  /** To and from the internet by way of a NAT gateway, image pulls among them. */
  readonly megabytesThroughNatPerDay: number;
  readonly megabytesLoggedPerDay: number;
  readonly secretReadsPerDay: number;
  /** To each queue, polls among them. */
  readonly queueRequestsPerDay: number;
  /** Hours that a task of each job runs. */
  readonly jobHoursPerDay: number;
  /** In each bucket. */
  readonly bucketGigabytes: number;
  /** On each volume, and in its backups. */
  readonly volumeGigabytes: number;
  readonly volumeMegabytesReadPerDay: number;
  readonly volumeMegabytesWrittenPerDay: number;
  /** In each image repository. */
  readonly repositoryGigabytes: number;
}

/** What stands where the settings say nothing: a small service with some visitors. */
export const usualUsage: UsageFacts = {
  requestsPerDay: 10_000,
  megabytesOutPerDay: 300,
  megabytesThroughNatPerDay: 300,
  megabytesLoggedPerDay: 50,
  secretReadsPerDay: 100,
  queueRequestsPerDay: 30_000,
  jobHoursPerDay: 1,
  bucketGigabytes: 1,
  volumeGigabytes: 5,
  volumeMegabytesReadPerDay: 500,
  volumeMegabytesWrittenPerDay: 100,
  repositoryGigabytes: 5,
};

const megabytesPerGigabyte = 1000;

export function gigabytesPerMonth(megabytesPerDay: number): number {
  return (megabytesPerDay / megabytesPerGigabyte) * daysPerMonth;
}

/** Elastic Load Balancing's capacity units in use at an average moment: the largest of what it counts. */
export function loadBalancerUnits({ requestsPerDay, megabytesOutPerDay }: UsageFacts): number {
  const connectionsPerSecond = requestsPerDay / (24 * 60 * 60);
  const gigabytesPerHour = megabytesOutPerDay / megabytesPerGigabyte / 24;
  return Math.max(connectionsPerSecond / 25, gigabytesPerHour);
}
