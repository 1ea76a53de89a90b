import { shownValue } from "./secret-values";

const cron = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/;
const rate = /^rate\((\d+) (minute|minutes|hour|hours|day|days)\)$/;

/** Why EventBridge Scheduler would refuse the expression, or nothing. */
export function scheduleProblem(expression: string): string | undefined {
  const rated = rate.exec(expression);
  if (rated !== null) return rateProblem(Number(rated[1]), rated[2] ?? "");
  const fields = cron.exec(expression);
  if (fields === null) {
    return `${shownValue(expression)} is not a schedule; use cron(MINUTES HOURS DAY MONTH WEEKDAY YEAR) or rate(5 minutes)`;
  }
  const [, minutes = "", hours = "", day = "", month = "", weekday = "", year = ""] = fields;
  if ((day === "?") === (weekday === "?")) {
    return `${expression} must have ? as its day of the month or as its day of the week, and not as both`;
  }
  const fault = [minutes, hours, day, month, weekday, year]
    .map((field, index) => fieldProblem(field, parts[index]))
    .find((problem) => problem !== undefined);
  return fault === undefined ? undefined : `${expression}: ${fault}`;
}

function rateProblem(value: number, unit: string): string | undefined {
  if (value === 0) return "a rate of 0 never comes; use at least 1";
  const isPlural = unit.endsWith("s");
  return isPlural === value > 1 ? undefined : `rate(${value} ${unit}) is refused by AWS; use the singular for 1 alone`;
}

interface Part {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** What may stand there beside numbers, * and lists, ranges and steps of them. */
  readonly words?: RegExp;
}

const parts: readonly Part[] = [
  { name: "minute", least: 0, most: 59 },
  { name: "hour", least: 0, most: 23 },
  { name: "day of the month", least: 1, most: 31, words: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { name: "month", least: 1, most: 12, words: /^(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)$/ },
  { name: "day of the week", least: 1, most: 7, words: /^(\?|L|[1-7]L|[1-7]#[1-5]|SUN|MON|TUE|WED|THU|FRI|SAT)$/ },
  { name: "year", least: 1970, most: 2199 },
];

function fieldProblem(field: string, part: Part | undefined): string | undefined {
  if (part === undefined || field.split(",").every((each) => isSound(each, part))) return undefined;
  return `${field} is no ${part.name}; use ${part.least} to ${part.most}, *, lists with commas, ranges or steps`;
}

function isSound(entry: string, { least, most, words }: Part): boolean {
  const isPoint = (text: string) =>
    words?.test(text) === true || (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most);
  const [range = "", step, ...rest] = entry.split("/");
  if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  const ends = range.split("-");
  return range === "*" || (ends.length <= 2 && ends.every(isPoint));
}

/** Why AWS would not know the time zone, or nothing. The names are those of the IANA database, as the system has it. */
export function timezoneProblem(timezone: string): string | undefined {
  const known = knownTimezone(timezone);
  if (known === undefined || /^[+-]/.test(timezone)) {
    return `${shownValue(timezone)} is not a time zone; use a name such as Europe/Berlin or UTC`;
  }
  // Systems take a name in any case, and EventBridge Scheduler does not; of a name that has another one the case is not known here.
  return known !== timezone && known.toLowerCase() === timezone.toLowerCase()
    ? `${timezone} is a time zone but for its case; use ${known}`
    : undefined;
}

function knownTimezone(timezone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
