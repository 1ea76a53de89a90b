import { setTimeout as sleep } from "node:timers/promises";
import { type BackendSurroundings, BackendTask, startFakeGemini, type TaskEnd, type TaskTimes } from "./backend-task";
import { isWhole, streamAnswer } from "./event-stream";
import { type MemorySample, mebibytesPerSecond, watchMemory } from "./memory-samples";
import { howItEnded, type OutcomesOfStop, outcomesOfStop } from "./stream-outcomes";

export interface StreamLoad {
  /** Streams that are open at the same time. */
  readonly streams: number;
  readonly seconds: number;
  readonly times: TaskTimes;
}

export interface SteadyFigures {
  readonly failed: readonly string[];
  readonly chunks: number;
  readonly peakMebibytes: number;
  /** After the first third, in which memory is still being filled. */
  readonly mebibytesPerSecond: number;
  /** A chunk is written every second: what is above is the backend's, or that of its surroundings. */
  readonly longestSilenceSeconds: number;
}

export interface StoppedFigures extends OutcomesOfStop {
  readonly end: TaskEnd;
}

const chunkSeconds = 1;
/** The backend keeps this of its stop timeout for itself. */
const goodbyeSeconds = 5;

/** Every stream lasts as long as the load. */
export async function steadyLoad(surroundings: BackendSurroundings, load: StreamLoad): Promise<SteadyFigures> {
  const task = await BackendTask.start(surroundings, await startFakeGemini(surroundings), load.times);
  const chunks = load.seconds / chunkSeconds + 1;
  const watching = new AbortController();
  const memory = watchMemory(task.pid, watching.signal);
  const streams = Array.from({ length: load.streams }, () => streamAnswer(task.port, chunks, chunkSeconds));
  const answers = await Promise.all(streams);
  watching.abort();
  const samples = await memory;
  await task.stop(load.times.stopTimeoutSeconds);
  return {
    failed: answers.filter((answer) => !isWhole(answer, chunks)).map(howItEnded),
    chunks: answers.reduce((total, { texts }) => total + texts.length, 0),
    peakMebibytes: Math.max(...samples.map(({ mebibytes }) => mebibytes)),
    mebibytesPerSecond: mebibytesPerSecond(samples.filter(isSteady(load))),
    longestSilenceSeconds: Math.max(...answers.map(({ longestSilenceSeconds }) => longestSilenceSeconds)),
  };
}

/** Streams of all lengths up to that of the load; SIGTERM comes when a third of it is over. */
export async function stoppedLoad(surroundings: BackendSurroundings, load: StreamLoad): Promise<StoppedFigures> {
  const task = await BackendTask.start(surroundings, await startFakeGemini(surroundings), load.times);
  const streams = chunkCounts(load).map(async (chunks) => {
    const answer = await streamAnswer(task.port, chunks, chunkSeconds);
    return { answer, chunks, plannedSeconds: (chunks - 1) * chunkSeconds };
  });
  await sleep((load.seconds / 3) * 1000);
  const deadline = performance.now() + (load.times.stopTimeoutSeconds - goodbyeSeconds) * 1000;
  const end = await task.stop(load.times.stopTimeoutSeconds);
  return { ...outcomesOfStop(await Promise.all(streams), deadline), end };
}

/** Evenly spread from two chunks to what fills the load. */
function chunkCounts({ streams, seconds }: StreamLoad): readonly number[] {
  return Array.from({ length: streams }, (_, index) => 1 + Math.ceil(((index + 1) * seconds) / streams / chunkSeconds));
}

function isSteady({ seconds }: StreamLoad): (sample: MemorySample) => boolean {
  return (sample) => sample.seconds >= seconds / 3 && sample.seconds <= seconds;
}
