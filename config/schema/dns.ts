import { z } from "zod";
import { domainName } from "./primitives";

export const dnsSchema = z
  .strictObject({
    domain: domainName.describe("Name that the load balancer answers to"),
    zone: z
      .strictObject({
        name: domainName.describe("Route 53 hosted zone of the domain"),
        create: z.boolean().default(false).describe("Create the zone here instead of looking it up"),
        delegated: z
          .boolean()
          .default(true)
          .describe(
            "false until the parent zone names this zone's name servers: only the zone is made, nothing waits for validation",
          ),
      })
      .superRefine((zone, context) => {
        if (!zone.create && !zone.delegated) {
          context.addIssue({
            code: "custom",
            path: ["delegated"],
            message:
              "only a zone that is created here can wait for its delegation; remove delegated, or set create: true",
          });
        }
      }),
    failover: z
      .enum(["none", "primary", "secondary"])
      .default("none")
      .describe("Route 53 failover record with a health check; the other side is set up where it runs"),
  })
  .superRefine((dns, context) => {
    if (dns.domain !== dns.zone.name && !dns.domain.endsWith(`.${dns.zone.name}`)) {
      context.addIssue({
        code: "custom",
        path: ["domain"],
        message: `${dns.domain} is not in the zone ${dns.zone.name}; use a name that ends in .${dns.zone.name}`,
      });
    }
  });

export type DnsSettings = z.output<typeof dnsSchema>;
