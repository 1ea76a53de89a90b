import type { ChildProcess } from "node:child_process";
import { z } from "zod";
import type { ChildProcesses } from "../../cli/rehearsal/processes";
import { announced } from "./announced";
import type { WorkloadPlace } from "./recorded-gemini";

export interface Backend {
  readonly child: ChildProcess;
  readonly port: number;
}

const listening = z.object({ message: z.literal("listening"), port: z.int() });

/** Starts the program of the image; with the variable PORT as 0 on any free port. */
export async function startBackend(children: ChildProcesses, place: WorkloadPlace): Promise<Backend> {
  const child = children.start(place.python, ["-m", "backend.main"], { cwd: place.folder, env: place.environment });
  const port = await announced("the backend", child, (line) => listening.safeParse(JSON.parse(line)).data?.port);
  return { child, port };
}
