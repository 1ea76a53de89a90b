import { queuesSchema } from "../../capabilities/queues/schema";

/** The one list of the capabilities' sections in an environment's file. */
export const capabilitySections = {
  queues: queuesSchema,
} as const;
