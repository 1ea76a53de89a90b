import { Temporal } from "temporal-polyfill";
import { shownValue } from "../secret-values";

/** The end of an override as its tag has it, such as 2026-11-23T18:00:00-08:00; nothing for what names no instant. */
export function overrideEnd(text: string | undefined): Temporal.Instant | undefined {
  if (text === undefined) return undefined;
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}

/** Why a person's wish cannot be an override, or nothing. */
export function overrideProblem(text: string, now: Temporal.Instant): string | undefined {
  const end = overrideEnd(text);
  const example = "2026-11-23T18:00:00-08:00";
  if (end === undefined) {
    return `${shownValue(text)} is not a time with its offset from UTC; use one such as ${example}`;
  }
  return Temporal.Instant.compare(end, now) > 0
    ? undefined
    : `${text} has passed; use a time to come, such as ${example}`;
}
