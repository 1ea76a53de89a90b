import { describe, test } from "vitest";
import { availableTools } from "../../../../test/helpers/available-tools";

/** A suite that needs tools. Where this machine lacks one, it is a single test that is skipped, with the reason printed. */
export async function describeWithTools<Tools>(
  suite: string,
  find: () => Tools,
  tests: (tools: Awaited<Tools>) => void,
): Promise<void> {
  const tools = await availableTools(suite, find);
  if (tools === undefined) test(suite, ({ skip }) => skip("this machine lacks a tool, which standard error names"));
  else describe(suite, () => tests(tools));
}
