import { z } from "zod";
import { ApiError, invalid } from "./json-api";

const documentSchema = z.object({
  data: z.object({
    attributes: z.record(z.string(), z.unknown()).default({}),
    relationships: z.record(z.string(), z.object({ data: z.object({ id: z.string() }).nullish() }).loose()).default({}),
  }),
});

/** What a client sends: attributes as the schema has them, and the ids that it points to. */
export function sent<Schema extends z.ZodType>(body: unknown, attributes: Schema) {
  const document = documentSchema.safeParse(body);
  if (!document.success) throw new ApiError(400, "bad request", "the document is not JSON:API");
  const parsed = attributes.safeParse(document.data.data.attributes);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  const { relationships } = document.data.data;
  return { attributes: parsed.data, related: (name: string) => relationships[name]?.data?.id };
}
