import { z } from "zod";
import { dnsSchema } from "./dns";
import { networkSchema } from "./network";
import { emailAddress, kebabName } from "./primitives";
import { serviceSchema } from "./service";

export const environmentSchema = z.strictObject({
  account: kebabName.describe("File in config/accounts, without .yaml"),
  namePrefix: kebabName.optional().describe("First part of every physical name; without it, the name of the file"),
  deletionProtection: z
    .boolean()
    .default(true)
    .describe("Terraform refuses to destroy what holds data; turn off to tear the environment down"),
  network: networkSchema,
  dns: dnsSchema
    .optional()
    .describe("Without it the environment answers on HTTP only, on the load balancer's own name"),
  services: z.record(kebabName, serviceSchema),
  alerts: z.strictObject({ email: emailAddress.describe("Gets alarms and budget warnings; AWS asks it to confirm") }),
  budget: z.strictObject({
    monthlyUsd: z.int().min(1).max(1_000_000).describe("Monthly cost that is warned about at 80 and 100 percent"),
  }),
  tags: z
    .record(z.string().min(1).max(128), z.string().max(256))
    .default({})
    .describe("Further tags on every resource"),
});

export type EnvironmentFile = z.output<typeof environmentSchema>;
export type Environment = Readonly<Omit<EnvironmentFile, "account" | "namePrefix">> & {
  /** The file's name, and so the runtime stack's. */
  readonly name: string;
  readonly namePrefix: string;
  readonly account: import("./account").Account;
};
