import { z } from "zod";

const check = z.object({
  check_id: z.string().min(1),
  check_name: z.string(),
  /** `/STACK/stack.tf` */
  file_path: z.string(),
  file_line_range: z.tuple([z.number(), z.number()]),
  resource: z.string(),
  severity: z.string().nullable().optional(),
});

const reportSchema = z.object({
  check_type: z.enum(["terraform", "secrets"]),
  results: z.object({
    passed_checks: z.array(z.object({})),
    failed_checks: z.array(check),
    skipped_checks: z.array(z.object({ check_id: z.string() })),
    parsing_errors: z.array(z.string()),
  }),
  summary: z.object({ resource_count: z.number(), checkov_version: z.string() }),
});

export type CheckovReport = z.output<typeof reportSchema>;
export type CheckovCheck = z.output<typeof check>;

/**
 * checkov prints one report, or a list where secrets were found too.
 *
 * @throws SyntaxError or ZodError for half a report, or another program's
 */
export function parseCheckovReports(text: string): readonly CheckovReport[] {
  const document: unknown = JSON.parse(text);
  return z.array(reportSchema).parse(Array.isArray(document) ? document : [document]);
}
