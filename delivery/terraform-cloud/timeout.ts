import { UserError } from "../../running/user-error";

/** @throws UserError where the text is no number of minutes */
export function secondsOf(minutes: string): number {
  const number = Number(minutes);
  if (minutes.trim() === "" || !(number > 0 && number <= 1440)) {
    throw new UserError(`--timeout ${minutes}: give minutes, above 0 and up to 1440`);
  }
  return number * 60;
}
