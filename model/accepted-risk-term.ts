const longestTermDays = 180;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Why the days between which a risk is accepted cannot stand, or nothing. Dates are written as 2026-11-21. */
export function acceptedRiskTermProblem(acceptedOn: string, expires: string): string | undefined {
  const days = (Date.parse(expires) - Date.parse(acceptedOn)) / dayMilliseconds;
  if (days <= 0) return `${expires} is not after ${acceptedOn}, the day it was accepted on; use a later day`;
  if (days <= longestTermDays) return undefined;
  const latest = new Date(Date.parse(acceptedOn) + longestTermDays * dayMilliseconds).toISOString().slice(0, 10);
  return `${expires} is ${days} days after ${acceptedOn}, and ${longestTermDays} are allowed; use ${latest} or earlier`;
}
