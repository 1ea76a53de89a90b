import { z } from "zod";
import { usualUsage } from "../../model/cost/usage";
import { wholeNumber } from "./primitives";

const count = wholeNumber(0, 1_000_000_000);

export const usageSchema = z.strictObject({
  requestsPerDay: count
    .default(usualUsage.requestsPerDay)
    .describe("Requests to the load balancer, on a day awake around the clock"),
  megabytesOutPerDay: count.default(usualUsage.megabytesOutPerDay).describe("Its answers to the internet"),
  megabytesThroughNatPerDay: count
    .default(usualUsage.megabytesThroughNatPerDay)
    .describe("What tasks fetch and send by way of NAT, their images included"),
  megabytesLoggedPerDay: count.default(usualUsage.megabytesLoggedPerDay).describe("Logs of all services"),
  secretReadsPerDay: count
    .default(usualUsage.secretReadsPerDay)
    .describe("Reads of secrets, and with each a request to the key"),
  queueRequestsPerDay: count.default(usualUsage.queueRequestsPerDay).describe("Requests to each queue, polls included"),
  jobHoursPerDay: count.default(usualUsage.jobHoursPerDay).describe("Hours that a task of each job runs"),
  bucketGigabytes: count.default(usualUsage.bucketGigabytes).describe("What each bucket keeps"),
  volumeGigabytes: count.default(usualUsage.volumeGigabytes).describe("Files on each volume, and in its backups"),
  volumeMegabytesReadPerDay: count
    .default(usualUsage.volumeMegabytesReadPerDay)
    .describe("What is read from each volume"),
  volumeMegabytesWrittenPerDay: count
    .default(usualUsage.volumeMegabytesWrittenPerDay)
    .describe("What is written to each volume"),
  repositoryGigabytes: count
    .default(usualUsage.repositoryGigabytes)
    .describe("Images that each repository of the account keeps"),
});
