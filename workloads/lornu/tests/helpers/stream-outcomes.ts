import { isInOrder, isWhole, type StreamedAnswer } from "./event-stream";

export interface StreamOutcome {
  readonly answer: StreamedAnswer;
  /** From its first byte to its end. */
  readonly plannedSeconds: number;
  readonly chunks: number;
}

export interface OutcomesOfStop {
  readonly whole: number;
  /** Streams that had no time, and were told to ask again. */
  readonly told: number;
  /** Streams that were lost although there was time for their end. */
  readonly lost: readonly string[];
  /** Streams that ended early and were not told why. */
  readonly untold: readonly string[];
}

/** What a stream's last seconds may be late on busy cores. */
const marginSeconds = 2;

/** @param deadline when the task cuts streams off, by the clock of `performance` */
export function outcomesOfStop(outcomes: readonly StreamOutcome[], deadline: number): OutcomesOfStop {
  const broken = outcomes.filter(({ answer, chunks }) => !isWhole(answer, chunks));
  const untold = broken.filter(({ answer }) => answer.end !== "restarting" || !isInOrder(answer.texts));
  const lost = broken.filter(({ answer, plannedSeconds }) => {
    return answer.begunAt + (plannedSeconds + marginSeconds) * 1000 < deadline;
  });
  return {
    whole: outcomes.length - broken.length,
    told: broken.length - untold.length,
    lost: lost.map(({ answer }) => howItEnded(answer)),
    untold: untold.map(({ answer }) => howItEnded(answer)),
  };
}

export function howItEnded({ status, texts, end }: StreamedAnswer): string {
  return `status ${status}, ${texts.length} chunks, ${end}`;
}
