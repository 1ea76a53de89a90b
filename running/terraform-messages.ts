import { z } from "zod";

/** One line of what Terraform prints with `-json`; only what a rehearsal acts on. */
const diagnosticSchema = z.object({
  severity: z.string(),
  summary: z.string(),
  detail: z.string().default(""),
  address: z.string().optional(),
});

const messageSchema = z.object({
  type: z.string(),
  diagnostic: diagnosticSchema.optional(),
  changes: z.object({ add: z.number(), change: z.number(), remove: z.number(), operation: z.string() }).optional(),
  hook: z
    .object({
      resource: z.object({ addr: z.string(), resource_type: z.string().default("") }),
      action: z.string().optional(),
      elapsed_seconds: z.number().default(0),
    })
    .optional(),
});

export type TerraformMessage = z.output<typeof messageSchema>;
export type TerraformDiagnostic = z.output<typeof diagnosticSchema>;

/** @returns nothing for a line that is no message, such as a crash's stack trace */
export function parseMessage(line: string): TerraformMessage | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return messageSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** Each error as one paragraph: what, why, where. */
export function errorTexts(output: string): readonly string[] {
  const diagnostics = output.split("\n").flatMap((line) => parseMessage(line)?.diagnostic ?? []);
  return diagnostics.filter(({ severity }) => severity === "error").map(diagnosticText);
}

export function diagnosticText({ summary, detail, address }: TerraformDiagnostic): string {
  const place = address === undefined ? "" : ` (${address})`;
  return detail === "" ? `${summary}${place}` : `${summary}${place}: ${detail.replaceAll(/\s+/g, " ").trim()}`;
}
