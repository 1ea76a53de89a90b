const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Why a decision taken on one day cannot stand until another, or nothing. Days are written as 2026-11-21. */
export function termProblem(decidedOn: string, expires: string, longestTermDays: number): string | undefined {
  const days = (Date.parse(expires) - Date.parse(decidedOn)) / dayMilliseconds;
  if (days <= 0) return `${expires} is not after ${decidedOn}, the day of the decision; use a later day`;
  if (days <= longestTermDays) return undefined;
  const latest = latestDay(decidedOn, longestTermDays);
  return `${expires} is ${days} days after ${decidedOn}, and ${longestTermDays} are allowed; use ${latest} or earlier`;
}

/** The last day until which a decision of a day can stand. */
export function latestDay(decidedOn: string, longestTermDays: number): string {
  return new Date(Date.parse(decidedOn) + longestTermDays * dayMilliseconds).toISOString().slice(0, 10);
}
