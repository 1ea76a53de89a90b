/** One setting, with what of the stacks its change alone would rewrite. */
export interface Candidate {
  readonly leaf: string;
  /** STACK ADDRESS of each resource. */
  readonly rewrites: readonly string[];
  /** What of that becomes another thing, as it is new, gone or has another name. */
  readonly renames: readonly string[];
  /** Whether it would take something with it that others would be blamed for. */
  readonly isAlone: boolean;
}

const largestGroup = 8;
/** Many settings meet in these, and each of them has a part of its own there. */
const shared = /\saws_(ecs_task_definition|iam_policy|iam_role_policy|cloudwatch_metric_alarm)\./;

/** Settings that can be changed at once: no two of a group rewrite one thing. */
export function groupsOf<Item extends Candidate>(candidates: readonly Item[]): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  for (const candidate of candidates) {
    const group = groups.find((others) => fits(candidate, others));
    if (group === undefined) groups.push([candidate]);
    else group.push(candidate);
  }
  return groups;
}

function fits(candidate: Candidate, group: readonly Candidate[]): boolean {
  if (candidate.isAlone || group.length >= largestGroup) return false;
  return group.every((other) => !other.isAlone && !meet(candidate, other));
}

function meet(one: Candidate, other: Candidate): boolean {
  const common = one.rewrites.filter((address) => other.rewrites.includes(address));
  return common.some(
    (address) => !shared.test(address) || one.renames.includes(address) || other.renames.includes(address),
  );
}

export interface Settled<Item, Result> {
  readonly group: readonly Item[];
  readonly result: Result;
}

/** Tries a group, and where it does not end well its halves, until the one that is at fault stands alone. */
export async function settle<Item, Result>(
  group: readonly Item[],
  attempt: (group: readonly Item[]) => Promise<Result>,
  isWell: (result: Result) => boolean,
): Promise<readonly Settled<Item, Result>[]> {
  const result = await attempt(group);
  if (isWell(result) || group.length === 1) return [{ group, result }];
  const half = Math.ceil(group.length / 2);
  return [
    ...(await settle(group.slice(0, half), attempt, isWell)),
    ...(await settle(group.slice(half), attempt, isWell)),
  ];
}
