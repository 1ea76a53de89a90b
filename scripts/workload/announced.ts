import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { UserError } from "../../cli/user-error";

/**
 * Waits until a process says what is waited for.
 * @param read what a line of its standard output says; undefined for a line that says something else
 */
export function announced<Said>(
  name: string,
  child: ChildProcess,
  read: (line: string) => Said | undefined,
): Promise<Said> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error(`${name} was started without pipes`);
  return new Promise((resolve, reject) => {
    const complaints: string[] = [];
    createInterface({ input: stderr }).on("line", (line) => complaints.push(line));
    createInterface({ input: stdout }).on("line", (line) => {
      const said = read(line);
      if (said !== undefined) resolve(said);
    });
    child.once("error", reject);
    child.once("close", () => reject(new UserError(`${name} ended at its start: ${complaints.slice(-3).join("; ")}`)));
  });
}
