import { closest, distance } from "fastest-levenshtein";
import { orList } from "../model/wording";

/** `did you mean memoryMiB?` where one of the choices is close enough, or else `use a, b or c`. */
export function suggestion(written: string, choices: readonly string[]): string {
  const likely = likelyChoice(written, choices);
  return likely === undefined ? `use ${orList(choices)}` : `did you mean ${likely}?`;
}

/** No name is as long, and comparing takes time with each character. */
const longestSlip = 100;

/** The choice that was probably meant; case and punctuation count for nothing. */
export function likelyChoice(written: string, choices: readonly string[]): string | undefined {
  if (choices.length === 0 || written.length > longestSlip) return undefined;
  const plain = normalized(written);
  const nearest = closest(plain, choices.map(normalized));
  const isClose = distance(plain, nearest) <= Math.max(1, Math.floor(nearest.length / 3));
  const meant = isClose
    ? nearest
    : choices.map(normalized).find((choice) => sortedLetters(choice) === sortedLetters(plain));
  return choices.find((choice) => normalized(choice) === meant);
}

function sortedLetters(name: string): string {
  return [...name].sort().join("");
}

function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
