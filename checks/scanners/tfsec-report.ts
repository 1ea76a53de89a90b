import { z } from "zod";

/** What we read of a report; a report without any of it is not one. */
const resultSchema = z.object({
  long_id: z.string().min(1),
  /** The number that trivy has for the same rule, such as AVD-AWS-0053. */
  rule_id: z.string().optional(),
  description: z.string(),
  rule_description: z.string(),
  resolution: z.string(),
  severity: z.enum(["CRITICAL", "HIGH", "MEDIUM", "LOW"]),
  /** 0 failed, 1 passed, 2 ignored. */
  status: z.literal([0, 1]),
  resource: z.string(),
});

const reportSchema = z.object({ results: z.array(resultSchema) });

export type TfsecResult = z.output<typeof resultSchema>;

/** @throws SyntaxError or ZodError for half a report, or another program's */
export function parseTfsecReport(text: string): readonly TfsecResult[] {
  return reportSchema.parse(JSON.parse(text)).results;
}

export function hasPassed({ status }: TfsecResult): boolean {
  return status === 1;
}
