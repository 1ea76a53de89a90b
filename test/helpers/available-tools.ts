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
