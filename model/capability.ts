/**
 * What an environment may use, each with types of its own. Policies are filled in this order: a new capability goes last, so
 * that it moves no statement of another.
 */
export const capabilities = [
  "account",
  "foundation",
  "network",
  "entrance",
  "domain",
  "services",
  "queues",
  "discovery",
  "schedules",
] as const;

export type Capability = (typeof capabilities)[number];
