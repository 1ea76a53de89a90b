import { bucketsSchema } from "../../capabilities/buckets/schema";
import { queuesSchema } from "../../capabilities/queues/schema";

/** The one list of the capabilities' sections in an environment's file. */
export const capabilitySections = {
  buckets: bucketsSchema,
  queues: queuesSchema,
} as const;
