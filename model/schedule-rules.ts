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
  const fault = [
    fieldProblem("minutes", minutes, 0, 59),
    fieldProblem("hours", hours, 0, 23),
    fieldProblem("day of the month", day, 1, 31),
    fieldProblem("month", month, 1, 12),
    fieldProblem("day of the week", weekday, 1, 7),
    fieldProblem("year", year, 1970, 2199),
  ].find((problem) => problem !== undefined);
  return fault === undefined ? undefined : `${expression}: ${fault}`;
}

function rateProblem(value: number, unit: string): string | undefined {
  if (value === 0) return "a rate of 0 never comes; use at least 1";
  const isPlural = unit.endsWith("s");
  return isPlural === value > 1 ? undefined : `rate(${value} ${unit}) is refused by AWS; use the singular for 1 alone`;
}

const names = /^(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|SUN|MON|TUE|WED|THU|FRI|SAT|L|LW|\*|\?)$/;

function fieldProblem(what: string, field: string, least: number, most: number): string | undefined {
  const parts = field.split(/[,/#-]/);
  const isSound = parts.every(
    (part) =>
      names.test(part) ||
      (/^\d+[LW]?$/.test(part) && inRange(Number.parseInt(part, 10), most, field.includes("/") ? 0 : least)),
  );
  return isSound
    ? undefined
    : `${field} is not a ${what}; use ${least} to ${most}, *, lists with commas, ranges or steps`;
}

function inRange(value: number, most: number, least: number): boolean {
  return value >= least && value <= most;
}

/** Why AWS would not know the time zone, or nothing. The names are those of the IANA database, as the system has it. */
export function timezoneProblem(timezone: string): string | undefined {
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
    return undefined;
  } catch {
    return `${shownValue(timezone)} is not a time zone; use a name such as Europe/Berlin or UTC`;
  }
}
