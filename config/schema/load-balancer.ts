import { z } from "zod";
import { arnOf, cidrBlock } from "./primitives";
import { withRule } from "./rules";

const certificateArn = arnOf(
  "acm",
  "certificate/UUID",
  "the ARN of a certificate",
  "one of ACM such as arn:aws:acm:us-east-1:123456789012:certificate/...",
);

/** The one load balancer, which an environment has as soon as a service is of kind web. */
export const loadBalancerSchema = withRule(
  z.strictObject({
    scheme: z
      .enum(["internet-facing", "internal"])
      .default("internet-facing")
      .describe("internal: it stands in the private subnets and has no public address"),
    allowedCidrs: z
      .array(cidrBlock)
      .min(1)
      .max(20)
      .optional()
      .describe("Address blocks that reach an internal one; without it, those of its own VPC"),
    certificateArn: certificateArn
      .optional()
      .describe("Imported certificate of the domain; without it, one is requested and validated in the zone"),
  }),
  z.object({ scheme: z.string().default("internet-facing"), allowedCidrs: z.unknown().optional() }),
  ({ scheme, allowedCidrs }) =>
    scheme === "internet-facing" && allowedCidrs !== undefined
      ? [
          {
            path: ["allowedCidrs"],
            message:
              "an internet-facing load balancer takes everybody's connections; remove it, or set scheme: internal",
            at: "key",
          },
        ]
      : [],
);
