import { join } from "node:path";
import type { z } from "zod";
import { budgetProblem } from "../model/cost/budget";
import { environmentNameProblem, kebabCase } from "../model/name-rules";
import { planEnvironment } from "../model/plan/environment-plan";
import { problem } from "../model/plan/rule-facts";
import { sizeProblems } from "../model/plan/service-limits";
import { shownValue } from "../model/secret-values";
import type { NamedFile } from "./claims";
import { collisionFaults } from "./collisions";
import type { Configuration } from "./configuration";
import { ConfigurationError, type Fault } from "./diagnostics";
import { validate } from "./issue-faults";
import { promotionFaults } from "./promotion";
import { referenceFaults } from "./references";
import { accountSchema } from "./schema/account";
import { type Environment, environmentSchema } from "./schema/environment";
import { likelyChoice } from "./suggestion";
import { listYamlFiles, readText } from "./text-file";
import { readYaml, type YamlFile } from "./yaml-file";

const accountsFolder = "config/accounts";
const environmentsFolder = "config/environments";

/** Loads every account and environment below the project's root; one broken file blocks them all. */
export function loadConfiguration(root: string): Configuration {
  const accountFiles = listYamlFiles(root, accountsFolder);
  const environmentFiles = listYamlFiles(root, environmentsFolder);
  const accounts = accountFiles.names.map((name) => readAccount(root, name));
  const environments = environmentFiles.names.map((name) => readEnvironment(root, name, accountFiles.names));
  return assemble(accounts, environments, [
    ...accountFiles.faults,
    ...environmentFiles.faults,
    ...collisionFaults(readable(accounts), readable(environments)),
    ...promotionFaults(readable(environments), environmentFiles.names),
    ...referenceFaults(readable(accounts), readable(environments)),
  ]);
}

/** Whether a file may ask for more than its budget. */
type BudgetRule = "within budget" | "over budget or not";

/** Loads one environment and the account it is in; other files may be broken. */
export function loadEnvironment(root: string, name: string, budgetRule: BudgetRule = "within budget"): Configuration {
  const names = environmentNames(root);
  if (!names.includes(name)) {
    const message = `${shownValue(name)} is not an environment; ${existing(name, names)}`;
    throw new ConfigurationError([{ file: environmentsFolder, path: [], message }]);
  }
  const accountFiles = listYamlFiles(root, accountsFolder);
  const environment = readEnvironment(root, name, accountFiles.names);
  const accounts = accountFiles.names
    .filter((account) => account === accountOf(environment.content))
    .map((account) => readAccount(root, account));
  return assemble(
    accounts,
    [environment],
    [
      ...(accountFiles.names.length > 0 ? [] : accountFiles.faults),
      ...promotionFaults(readable([environment]), names),
      ...referenceFaults(readable(accounts), readable([environment])),
    ],
    budgetRule,
  );
}

/**
 * Environments that have a file, readable or not.
 *
 * @throws ConfigurationError where there is none
 */
export function environmentNames(root: string): readonly string[] {
  const { names, faults } = listYamlFiles(root, environmentsFolder);
  if (names.length === 0) throw new ConfigurationError(faults);
  return names;
}

export function accountFile(name: string): string {
  return `${accountsFolder}/${name}.yaml`;
}

export function environmentFile(name: string): string {
  return `${environmentsFolder}/${name}.yaml`;
}

/** A file that was read; its settings are absent when they are faulty. */
interface Draft<Settings> {
  readonly name: string;
  readonly content?: YamlFile;
  readonly settings?: Settings;
  readonly faults: readonly Fault[];
}

type AccountDraft = Draft<z.output<typeof accountSchema>>;
type EnvironmentDraft = Draft<z.output<ReturnType<typeof environmentSchema>>>;

function assemble(
  accountDrafts: readonly AccountDraft[],
  environmentDrafts: readonly EnvironmentDraft[],
  further: readonly Fault[],
  budgetRule: BudgetRule = "within budget",
): Configuration {
  const own = [...accountDrafts, ...environmentDrafts].flatMap((draft) => draft.faults);
  const faults = [...own, ...further.filter((fault) => !own.some((other) => isSamePlace(fault, other)))];
  if (faults.length > 0) throw new ConfigurationError(faults);
  const accounts = accountDrafts.flatMap(({ name, settings }) =>
    settings === undefined ? [] : [{ name, ...settings }],
  );
  const environments = environmentDrafts.flatMap(({ name, settings }) => {
    const account = accounts.find((candidate) => candidate.name === settings?.account);
    return settings === undefined || account === undefined
      ? []
      : [{ ...settings, name, namePrefix: settings.namePrefix ?? name, account }];
  });
  const tooLarge = environments.flatMap((environment) => planFaults(environment, environmentDrafts, budgetRule));
  if (tooLarge.length > 0) throw new ConfigurationError(tooLarge);
  return deepFrozen({ accounts, environments });
}

/** What the plan of a sound file shows. */
function planFaults(
  environment: Environment,
  drafts: readonly EnvironmentDraft[],
  budgetRule: BudgetRule,
): readonly Fault[] {
  const content = drafts.find(({ name }) => name === environment.name)?.content;
  const overBudget = budgetRule === "within budget" ? budgetProblem(environment) : undefined;
  return [...sizeProblems(planEnvironment(environment)), ...problem(["budget", "monthlyUsd"], overBudget)].map(
    ({ path, message, at }) => ({
      file: environmentFile(environment.name),
      position: content?.positionOf(path, at ?? "value"),
      path,
      message,
    }),
  );
}

function readAccount(root: string, name: string): AccountDraft {
  const file = accountFile(name);
  const problem = kebabCase.test(name)
    ? undefined
    : "an account's file is named with lower-case letters, digits and single inner hyphens; rename the file";
  return readDraft(root, { name, file, problem }, accountSchema);
}

function readEnvironment(root: string, name: string, accountNames: readonly string[]): EnvironmentDraft {
  const file = environmentFile(name);
  const draft = readDraft(root, { name, file, problem: environmentNameProblem(name) }, environmentSchema(name));
  const account = accountOf(draft.content);
  if (draft.content === undefined || account === undefined || accountNames.includes(account)) return draft;
  // Reported once, of the folder.
  if (accountNames.length === 0) return draft;
  const position = draft.content.positionOf(["account"], "value");
  const message = `${shownValue(account)} is not an account; ${existing(account, accountNames)}`;
  return { ...draft, faults: [...draft.faults, { file, position, path: ["account"], message }] };
}

/** The account that the file names, if that can be a name at all. */
function accountOf(content: YamlFile | undefined): string | undefined {
  const source = content?.sourceOf(["account"]);
  return source !== undefined && kebabCase.test(source) ? source : undefined;
}

function readDraft<Schema extends z.ZodType>(
  root: string,
  { name, file, problem }: { readonly name: string; readonly file: string; readonly problem: string | undefined },
  schema: Schema,
): Draft<z.output<Schema>> {
  const nameFaults = problem === undefined ? [] : [{ file, path: [], message: problem }];
  const reading = readText(join(root, file));
  if ("problem" in reading)
    return { name, faults: [...nameFaults, { file, path: [], message: reading.problem, position: reading.position }] };
  const { content, faults } = readYaml(file, reading.text);
  if (content === undefined) return { name, faults: [...nameFaults, ...faults] };
  const validated = validate(content, schema);
  const reported = [...nameFaults, ...faults, ...validated.faults];
  const credentials = content.credentials.filter((fault) => !reported.some((other) => isSamePlace(fault, other)));
  return { name, content, settings: validated.settings, faults: [...reported, ...credentials] };
}

function isSamePlace(left: Fault, right: Fault): boolean {
  const [one, other] = [left.position, right.position];
  return left.file === right.file && one?.line === other?.line && one?.column === other?.column;
}

function existing(written: string, names: readonly string[]): string {
  const likely = likelyChoice(written, names);
  const guess = likely === undefined ? "" : `did you mean ${likely}? `;
  return `${guess}${names.length === 1 ? "there is only" : "there are"} ${names.join(", ")}`;
}

function readable(drafts: readonly Draft<unknown>[]): readonly NamedFile[] {
  return drafts.flatMap(({ name, content }) => (content === undefined ? [] : [{ name, content }]));
}

function deepFrozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    for (const part of Object.values(value)) deepFrozen(part);
    Object.freeze(value);
  }
  return value;
}
