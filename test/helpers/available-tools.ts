import { describe, test } from "vitest";
import { Unavailable } from "../../running/user-error";

/** @returns what was found; undefined, with the reason printed, where this machine lacks a tool */
export async function availableTools<Tools>(suite: string, find: () => Tools): Promise<Awaited<Tools> | undefined> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    process.stderr.write(`${suite}: skipped, because ${error.message}\n`);
    return undefined;
  }
}

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
