import type { AwsType } from "../model/aws-types/aws-type";
import { type Carried, proofCommand } from "../model/aws-types/emulated";
import { awsTypes } from "../model/aws-types/records";

/** What a rehearsal proves of each type, and what it leaves to AWS: content by path below the project's root. */
export function trustDocument(): Readonly<Record<string, string>> {
  const types = [...awsTypes].sort(([left], [right]) => left.localeCompare(right));
  return {
    "docs/trust.md": `# What a rehearsal proves

Generated from the records in \`model/aws-types/\` by \`npm run docs\`; change the records instead.

\`npx slipway rehearse NAME\` sends what the stacks make to an emulator that is held to AWS's own documents. For each type:

- **rights**: each call that it needs is judged as IAM would, under the role that would make it.
- **second plan**: Terraform finds nothing to change once it is applied.
- **read back**: what the API then says is compared with what the settings promise, in the tables named.
- **refused**: what AWS refuses is refused here too, by moto itself or by the module of \`emulator/slipway_emulator/gaps/\` in
  brackets, whose documentation names the source and whose test shows that moto alone lacks it.
- **rewritten**: values that AWS gives back in another form come back so.

What is left only an account can show, by the command in the last column; where that is \`cdktf deploy\`, by the apply
itself and what rings after it.

| type | proven by | refused | rewritten | looked for in | only AWS shows | command |
| --- | --- | --- | --- | --- | --- | --- |
${types.map(row).join("\n")}
`,
  };
}

function row([name, { emulated, ...type }]: readonly [string, AwsType]): string {
  const { refuses, rewrites, lookedIn, onlyInAws } = emulated;
  const cells = [
    `\`${name}\``,
    mechanisms(type),
    listed(refuses),
    listed(rewrites),
    lookedIn,
    ...("none" in onlyInAws
      ? [`nothing: ${onlyInAws.none}`, ""]
      : [onlyInAws.what, `\`${proofCommand(onlyInAws.shownBy)}\``]),
  ];
  return `| ${cells.join(" | ")} |`;
}

function mechanisms({ managedIn, tables }: Omit<AwsType, "emulated">): string {
  if (Object.keys(managedIn).length === 0) return "rights";
  return ["rights", "second plan", ...("none" in tables ? [] : [`read back: ${tables.join(", ")}`])].join("; ");
}

function listed(facts: readonly Carried[] | { readonly none: string }): string {
  if ("none" in facts) return `none: ${facts.none}`;
  return facts.map(({ what, by }) => `${what} (${by})`).join("; ");
}
