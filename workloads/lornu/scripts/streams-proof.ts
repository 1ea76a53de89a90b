import { withToolbox } from "../../../cli/session";
import { environmentNamed } from "../../../config/environment-named";
import { connectionTimes } from "../../../model/connection-times";
import { backendSurroundings } from "../tests/helpers/backend-surroundings";
import {
  type SteadyFigures,
  type StoppedFigures,
  type StreamLoad,
  steadyLoad,
  stoppedLoad,
} from "../tests/helpers/stream-load";
import { steadyFaults, stoppedFaults } from "../tests/helpers/stream-load-faults";

const load: StreamLoad = { streams: 500, seconds: 60, times: connectionTimes(false) };

/** 500 streams through one task for a minute; then 500 of all lengths up to that, and SIGTERM in between. */
async function prove(): Promise<void> {
  const projectRoot = process.cwd();
  const service = environmentNamed(projectRoot, "staging").services.agent;
  if (service === undefined) throw new Error("staging has no service of the name agent");
  const { env: environment, stdout, stderr } = process;
  const surroundings = { environment, projectRoot, stdout, stderr };
  const faults = await withToolbox(surroundings, console.error, async (toolbox) => {
    const backend = await backendSurroundings(toolbox);
    const steady = await steadyLoad(backend, load);
    console.log(steadyLine(steady));
    const stopped = await stoppedLoad(backend, load);
    console.log(stoppedLine(stopped));
    return [
      ...steadyFaults(steady, { memoryMiB: service.size.memoryMiB, mebibytesPerSecond: 1 }),
      ...stoppedFaults(stopped),
    ];
  });
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function steadyLine(figures: SteadyFigures): string {
  return [
    `${load.streams} streams for ${load.seconds} s: ${figures.failed.length} failed, ${figures.chunks} chunks`,
    `peak ${figures.peakMebibytes.toFixed(0)} MiB, ${figures.mebibytesPerSecond.toFixed(2)} MiB/s after a third of it`,
    `longest wait ${figures.longestSilenceSeconds.toFixed(1)} s, the opening of all at once included`,
  ].join("; ");
}

function stoppedLine({ lost, whole, told, end }: StoppedFigures): string {
  return [
    `SIGTERM in the middle: ${whole} whole, ${told} told that they must ask again, ${lost.length} lost`,
    `exit code ${end.exitCode} after ${end.seconds.toFixed(1)} s of ${load.times.stopTimeoutSeconds}`,
  ].join("; ");
}

void prove();
