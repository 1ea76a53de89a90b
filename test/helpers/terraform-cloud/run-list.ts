import { isDiscardable, isFinal, operationOf } from "./run-life";
import type { Run } from "./run-tables";

/**
 * Documentation, Runs API, "List Runs in a Workspace": plan-only runs are left out unless their operation is asked for. Every
 * run here comes from the API, so that `filter[source]` keeps all or none.
 */
export function selectedRuns(runs: readonly Run[], query: URLSearchParams): readonly Run[] {
  const operations = query.get("filter[operation]")?.split(",");
  const statuses = query.get("filter[status]")?.split(",");
  const group = query.get("filter[status_group]");
  const words = query.get("search[basic]");
  return runs.filter(
    (run) =>
      (operations?.includes(operationOf(run)) ?? !run.planOnly) &&
      (statuses?.includes(run.status) ?? true) &&
      (group === null || isIn(group, run)) &&
      (words === null || run.message.includes(words) || run.id === words),
  );
}

function isIn(group: string, run: Run): boolean {
  switch (group) {
    case "final":
      return isFinal(run);
    case "discardable":
      return isDiscardable(run);
    default:
      return !isFinal(run);
  }
}
