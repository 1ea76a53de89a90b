import type { ChildProcesses } from "../../cli/rehearsal/processes";
import { announced } from "./announced";

export interface WorkloadPlace {
  /** Python with what `backend/` needs. */
  readonly python: string;
  /** Holds `backend/`, and the built page below `frontend/`. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Starts the stand-in for the Gemini API; @returns its address */
export function startRecordedGemini(children: ChildProcesses, place: WorkloadPlace): Promise<string> {
  const child = children.start(place.python, ["-m", "backend.fakes.gemini", "--port", "0"], {
    cwd: place.folder,
    env: place.environment,
  });
  return announced("the recorded Gemini API", child, (line) => /^listening on (http:\S+)$/.exec(line)?.[1]);
}
