import { type Argument, isHeld } from "../checks/arguments/argument";
import { argumentTable } from "../checks/arguments/table";

/** The table of arguments for people: content by path below the project's root. */
export function argumentDocument(): Readonly<Record<string, string>> {
  const rows = Object.entries(argumentTable)
    .flatMap(([type, known]) => Object.entries(known).map(([path, argument]) => ({ type, path, argument })))
    .sort((left, right) => (`${left.type} ${left.path}` < `${right.type} ${right.path}` ? -1 : 1));
  const held = rows.filter(({ argument }) => !("harmless" in argument)).length;
  return {
    "docs/arguments.md": `# Arguments

Generated from \`checks/arguments/\` by \`npm run docs\`: every argument that a stack of ours may set, ${rows.length} of ${Object.keys(argumentTable).length} types, with
what holds it or why no value of it does harm. ${held} are held, ${rows.length - held} are harmless. An argument or a type that is not here is a
finding of the rule \`argument-known\`; one that has no allowed value, or is missing where it is needed, of \`argument-as-meant\`.
\`npm run proof:arguments\` makes each held one worse wherever it stands, and demands a finding.

| type | argument | may be | held by | because | worse values tried |
| --- | --- | --- | --- | --- | --- |
${rows.map(({ type, path, argument }) => `| \`${type}\` | \`${path}\` | ${cells(argument).map(escaped).join(" | ")} |`).join("\n")}
`,
  };
}

function cells(argument: Argument): readonly string[] {
  if ("harmless" in argument) return ["anything", "", argument.harmless, ""];
  const removed = argument.isRequired ? " and none" : "";
  if (!isHeld(argument)) {
    return ["what the rule says", argument.heldBy, "", `${argument.worse.length}${removed}`];
  }
  const { allowed, because, isRequired } = argument;
  const everywhere = allowed.everyOne === undefined ? "" : ", each of them once at least";
  const mayBe = `${allowed.text}${everywhere}${isRequired ? "" : ", or not set"}`;
  return [mayBe, "argument-as-meant", because, `${allowed.worse.length}${removed}`];
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("*", "\\*").replaceAll("<", "&lt;");
}
