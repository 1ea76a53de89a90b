import { z } from "zod";
import { outsideZoneProblem } from "../../model/name-rules";
import { problem } from "../../model/plan/rule-facts";
import { domainName } from "./primitives";
import { withRule } from "./rules";

const zone = withRule(
  z.strictObject({
    name: domainName.describe("Route 53 hosted zone of the domain"),
    create: z.boolean().default(false).describe("Create the zone here instead of looking it up"),
    delegated: z
      .boolean()
      .default(true)
      .describe(
        "false until the parent zone names this zone's name servers: only the zone is made, nothing waits for validation",
      ),
  }),
  z.object({ create: z.boolean(), delegated: z.boolean() }),
  ({ create, delegated }) =>
    create || delegated
      ? []
      : [
          {
            path: ["delegated"],
            message: "only a zone that is created here waits for its delegation; remove delegated, or set create: true",
          },
        ],
);

export const dnsSchema = withRule(
  z.strictObject({
    domain: domainName.describe("Name that the load balancer answers to"),
    zone: zone.describe("Route 53 zone that holds the domain's records"),
    formerDomains: z
      .array(domainName)
      .max(20)
      .default([])
      .describe("Names that it answered to before: the rights to remove their records stay until they are gone"),
    failover: z
      .enum(["none", "primary", "secondary"])
      .default("none")
      .describe("Route 53 failover record with a health check; the other side is set up where it runs"),
  }),
  z.object({ domain: domainName, formerDomains: z.array(domainName), zone: z.object({ name: domainName }) }),
  ({ domain, formerDomains, zone: { name } }) => [
    ...problem(["domain"], outsideZoneProblem(domain, name)),
    ...formerDomains.flatMap((former, index) => problem(["formerDomains", index], outsideZoneProblem(former, name))),
  ],
);
