import type { SteadyFigures, StoppedFigures } from "./stream-load";

export interface LoadLimits {
  /** Size of the task: more, and it is killed. */
  readonly memoryMiB: number;
  readonly mebibytesPerSecond: number;
}

export function steadyFaults(figures: SteadyFigures, limits: LoadLimits): readonly string[] {
  return [
    ...counted("failed", figures.failed),
    ...over("peak memory in MiB", figures.peakMebibytes, limits.memoryMiB),
    ...over("growth in MiB/s", figures.mebibytesPerSecond, limits.mebibytesPerSecond),
  ];
}

export function stoppedFaults({ lost, untold, end }: StoppedFigures): readonly string[] {
  return [
    ...counted("lost although there was time", lost),
    ...counted("ended without a word", untold),
    ...(end.exitCode === 0
      ? []
      : [`exit code ${end.exitCode}, signal ${end.signal} after ${end.seconds.toFixed(1)} s`]),
  ];
}

/** One line for all streams that ended the same way. */
function counted(fate: string, streams: readonly string[]): readonly string[] {
  return [...new Set(streams)].map((how) => `${streams.filter((other) => other === how).length} ${fate}: ${how}`);
}

function over(what: string, value: number, limit: number): readonly string[] {
  return value <= limit ? [] : [`${what}: ${value.toFixed(1)}, allowed are ${limit}`];
}
