import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installOnce } from "../../../running/tools/install";
import { findPython } from "../../../running/tools/python";
import type { Toolbox } from "../../../running/tools/toolbox";
import { Unavailable } from "../../../running/user-error";

/** From the project's folder. */
export const workloadFolder = "workloads/aldeia";

/** @returns a python with Chroma's server, as the image gets it: the one package, by its hash, without its clients' needs */
export async function findChromaPython(toolbox: Toolbox): Promise<string> {
  const requirements = join(toolbox.projectRoot, workloadFolder, "chromadb/requirements.txt");
  const { program, version } = await findPython(toolbox);
  const hash = createHash("sha256").update(version).update(readFileSync(requirements));
  const folder = await installOnce(toolbox, `chromadb-${hash.digest("hex").slice(0, 16)}`, async (unfinished) => {
    toolbox.say("installing Chroma's server, once");
    const python = join(unfinished, "bin/python");
    const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--requirement", requirements];
    for (const [command, args] of [
      [program, ["-m", "venv", unfinished]],
      [python, pip],
    ] as const) {
      const { exitCode, stderr } = await toolbox.shutdown.children.run(command, args, { env: toolbox.environment });
      if (exitCode !== 0) throw new Unavailable(`Chroma's server could not be installed: ${stderr.trim()}`);
    }
  });
  return join(folder, "bin/python");
}
