import type { TimedCommand } from "./terraform";

export interface TerraformInterval extends TimedCommand {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** When each Terraform command ran, in seconds since the start. */
export class TerraformClock {
  readonly intervals: TerraformInterval[] = [];
  private readonly start = performance.now();

  now(): number {
    return (performance.now() - this.start) / 1000;
  }

  async measure<Result>(command: TimedCommand, work: () => Promise<Result>): Promise<Result> {
    const startSeconds = this.now();
    try {
      return await work();
    } finally {
      this.intervals.push({ ...command, startSeconds, endSeconds: this.now() });
    }
  }
}

/** What Terraform cannot do without; its start, `init` and `validate` count as the rehearsal's own time. */
const unavoidableCommands: ReadonlySet<string> = new Set(["apply", "plan", "destroy"]);

/** Seconds in which at least one of Terraform's apply, plan or destroy ran: those side by side count once. */
export function terraformSeconds(intervals: readonly TerraformInterval[]): number {
  const ordered = intervals
    .filter(({ command }) => unavoidableCommands.has(command))
    .sort((left, right) => left.startSeconds - right.startSeconds);
  let covered = 0;
  let until = 0;
  for (const { startSeconds, endSeconds } of ordered) {
    covered += Math.max(0, endSeconds - Math.max(startSeconds, until));
    until = Math.max(until, endSeconds);
  }
  return covered;
}
