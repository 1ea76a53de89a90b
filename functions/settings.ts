import { type Json, type JsonObject, objectOf, objectsOf, parseJson } from "../model/json";
import { type ScheduleFacts, weeklyTimesProblem, windowsProblem } from "../model/schedule/weekly-windows";

export interface Settings {
  readonly schedule: ScheduleFacts;
  readonly cluster: string;
  readonly services: readonly ScheduledService[];
  /** Names of the alarms that say nothing true while it sleeps. */
  readonly alarms: readonly string[];
  /** Name of the parameter that bears the tag with which a person keeps the environment running. */
  readonly overrideParameter: string;
}

export interface ScheduledService {
  readonly name: string;
  readonly minimumTasks: number;
}

/** @throws Error that names the variable, as a function that misreads its settings would put an environment to sleep */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const text = (name: string) => {
    const value = variables[name];
    if (value === undefined || value === "") throw new Error(`the variable ${name} is not set; apply the base stack`);
    return value;
  };
  return {
    schedule: scheduleOf(jsonIn("SCHEDULE", text("SCHEDULE"))),
    cluster: text("CLUSTER"),
    services: objectsOf(jsonIn("SERVICES", text("SERVICES"))).map(serviceOf),
    alarms: alarmsIn(jsonIn("ALARMS", text("ALARMS"))),
    overrideParameter: text("OVERRIDE_PARAMETER"),
  };
}

function jsonIn(variable: string, text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw new Error(`the variable ${variable} is no JSON; apply the base stack`);
  }
}

function scheduleOf(value: Json): ScheduleFacts {
  const fields = objectOf(value);
  const field = (name: string) => textIn("SCHEDULE", fields, name);
  const [start, stop] = [field("start"), field("stop")];
  const { weekend } = fields;
  if (weekend !== "sleep" && weekend !== "teardown") throw unfitting("SCHEDULE", "weekend");
  const problem = weeklyTimesProblem(start) ?? weeklyTimesProblem(stop) ?? windowsProblem({ start, stop });
  if (problem !== undefined) throw new Error(`in the variable SCHEDULE ${problem}`);
  return {
    timezone: field("timezone"),
    start,
    stop,
    weekend,
    override: { tag: textIn("SCHEDULE", objectOf(fields.override), "tag") },
  };
}

function serviceOf(value: JsonObject): ScheduledService {
  const { minimumTasks } = value;
  if (typeof minimumTasks !== "number") throw unfitting("SERVICES", "minimumTasks");
  return { name: textIn("SERVICES", value, "name"), minimumTasks };
}

function alarmsIn(value: Json): readonly string[] {
  const names = Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
  if (!Array.isArray(value) || names.length < value.length) throw unfitting("ALARMS", "list of names");
  return names;
}

function textIn(variable: string, fields: JsonObject, name: string): string {
  const value = fields[name];
  if (typeof value !== "string" || value === "") throw unfitting(variable, name);
  return value;
}

function unfitting(variable: string, field: string): Error {
  return new Error(`the variable ${variable} has no fitting ${field}; apply the base stack`);
}
