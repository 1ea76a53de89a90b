import { z } from "zod";

const document = z.object({ Version: z.literal("2012-10-17"), Statement: z.array(z.record(z.string(), z.unknown())) });

/** The statements of a policy in a synthesized resource, as AWS reads them. */
export function statementsOf(policy: unknown): readonly Readonly<Record<string, unknown>>[] {
  return document.parse(JSON.parse(String(policy))).Statement;
}
