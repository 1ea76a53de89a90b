import type { WorkspaceChange } from "./workspace-changes";
import type { Obstacle } from "./workspace-facts";
import type { StackChanges, WorkspaceReading } from "./workspace-reading";

/** Each stack's workspace, and beneath it what is to change. */
export function workspaceReport({ organization, stacks, notes }: WorkspaceReading): readonly string[] {
  return [
    ...stacks.flatMap((stack) => [heading(organization, stack), ...changeLines(stack), ...obstacleLines(stack)]),
    ...[...stacks.flatMap((stack) => stack.notes), ...notes].map((note) => `note: ${note}`),
  ];
}

function heading(organization: string, { wanted, workspaceId, changes, obstacles }: StackChanges): string {
  const address = `${organization}/${wanted.name}`;
  if (workspaceId === undefined) return `${address}: to be made`;
  if (changes.length > 0) return `${address}: to be corrected`;
  return obstacles.length > 0 ? `${address}: to be corrected elsewhere` : `${address}: as it should be`;
}

function obstacleLines({ obstacles }: StackChanges): readonly string[] {
  return obstacles.map((obstacle) => `  ! ${obstacleText(obstacle)}`);
}

export function obstacleText({ what, wayOut }: Obstacle): string {
  return `${what}; ${wayOut}`;
}

function changeLines({ changes }: StackChanges): readonly string[] {
  const width = Math.max(...changes.map(({ what }) => what.length));
  return changes.map((change) => `  ${sign(change)} ${change.what.padEnd(width)}  ${difference(change)}`);
}

/** As a plan of Terraform signs them. */
function sign({ from, to }: WorkspaceChange): "+" | "-" | "~" {
  if (from === undefined) return "+";
  return to === undefined ? "-" : "~";
}

function difference({ from, to }: WorkspaceChange): string {
  return [from, to].filter((value) => value !== undefined).join(" -> ");
}
