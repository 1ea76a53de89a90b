import { z } from "zod";
import type { EvidentChange } from "../../../delivery/schedule/conditions";
import { type Engine, type Job, noChanges } from "./engine";

/** A runtime stack of two resources, that is there or not; at once. A test may plan something else, or let it fail. */
export class RuntimeEngine implements Engine {
  planned: (job: Job, usual: readonly EvidentChange[]) => readonly EvidentChange[] = (_, usual) => usual;
  fails: "plan" | "apply" | undefined;

  async plan(job: Job) {
    const isThere = stateOf(job).resources.length > 0;
    const changes = this.planned(job, isThere === job.isDestroy ? usual(job.isDestroy ? "delete" : "create") : []);
    if (this.fails === "plan") return { succeeded: false } as const;
    const planJson = JSON.stringify({
      format_version: "1.2",
      complete: true,
      errored: false,
      resource_changes: changes.map(({ actions, ...resource }) => ({ ...resource, change: { actions, ...values } })),
    });
    const count = changes.length;
    const counts = job.isDestroy ? { destructions: count } : { additions: count };
    return { ...noChanges, ...counts, succeeded: true, hasChanges: count > 0, planJson } as const;
  }

  async apply(job: Job) {
    const { serial } = stateOf(job);
    const hasFailed = this.fails === "apply";
    const resources = job.isDestroy && !hasFailed ? [] : ["aws_lb.a"];
    const state = JSON.stringify({ version: 4, serial: serial + 1, lineage: "runtime", outputs: {}, resources });
    return { ...noChanges, succeeded: !hasFailed, state };
  }

  kill(): void {}
}

const values = { before: null, after: null, before_sensitive: false, after_sensitive: false };

const usual = (action: string): readonly EvidentChange[] => [
  { address: "aws_lb.a", mode: "managed", type: "aws_lb", actions: [action] },
  { address: "aws_ecs_service.a", mode: "managed", type: "aws_ecs_service", actions: [action] },
];

const stateSchema = z.object({ serial: z.number(), resources: z.array(z.string()).default([]) });

function stateOf({ state }: Job) {
  return state === undefined ? { serial: 0, resources: [] } : stateSchema.parse(JSON.parse(state));
}
