import type { Toolbox } from "../../../running/tools/toolbox";

/** @returns standard output and error of a program that must succeed */
export async function mustRun(
  { shutdown, environment }: Pick<Toolbox, "shutdown" | "environment">,
  [program, ...args]: readonly [string, ...string[]],
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const { exitCode, stdout, stderr } = await shutdown.children.run(program, args, { env: environment });
  if (exitCode !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${exitCode}\n${stdout}\n${stderr}`);
  return { stdout, stderr };
}
