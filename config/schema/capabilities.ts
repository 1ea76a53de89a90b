import { bucketsSchema } from "../../capabilities/buckets/schema";
import { queuesSchema } from "../../capabilities/queues/schema";
import { scheduleSchema } from "../../capabilities/schedule/schema";
import { volumesSchema } from "../../capabilities/volumes/schema";

/** The one list of the capabilities' sections in an environment's file. */
export const capabilitySections = {
  buckets: bucketsSchema,
  queues: queuesSchema,
  schedule: scheduleSchema,
  volumes: volumesSchema,
} as const;
