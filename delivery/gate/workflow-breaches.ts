import { parseDocument, visit } from "yaml";

/** A value in a workflow that would get past the gate. */
export interface WorkflowBreach {
  readonly line: number;
  readonly what: string;
}

const forbidden: readonly (readonly [RegExp, string])[] = [
  [/(^|[\s"'=])--?auto-approve\b/, "approves by itself (-auto-approve)"],
  [/\bauto[-_]apply\\?["']?\s*[:=]\s*\\?["']?true\b/i, "asks for a run that applies itself (auto-apply)"],
  [/\b(terraform|tofu)\b(\s+-[^\s]+)*\s+(apply|destroy)\b/, "applies with Terraform"],
  [/\bcdktf(-cli)?(@\S+)?(\s+-[^\s]+)*\s+(deploy|apply|destroy)\b/, "applies with cdktf"],
  [/\/runs\/[^\s/]+\/actions\/(apply|confirm)\b/, "confirms a run"],
  [/^[^/\s]+\/tfc-workflows-github\/actions\/apply-run@/, "confirms a run"],
];

const autoKey = /^auto[-_](apply|approve)$/i;

/** Keys whose values nobody runs. */
const prose: ReadonlySet<string> = new Set(["name", "description"]);

/**
 * What in a workflow, an action or the scripts of a package applies without approval. Reads values, not text: a comment that
 * names a flag does nothing, in YAML or in a script.
 *
 * @throws SyntaxError where the text is neither YAML nor JSON
 */
export function workflowBreaches(text: string): readonly WorkflowBreach[] {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw new SyntaxError(error.message.split("\n")[0]);
  const found: WorkflowBreach[] = [];
  const lineOf = (offset = 0) => text.slice(0, offset).split("\n").length;
  visit(document, {
    Pair: (_, { key, value }) => {
      const name = String(key);
      if (prose.has(name)) return visit.SKIP;
      if (autoKey.test(name) && /^true$/i.test(String(value))) {
        found.push({ line: lineOf(offsetOf(key)), what: `sets ${name} to true` });
      }
      return undefined;
    },
    Scalar: (key, { value, range }) => {
      if (typeof value !== "string" || key === "key") return;
      const joined = value.replaceAll(/^\s*#.*$/gm, "").replaceAll(/\\\n\s*/g, " ");
      for (const [pattern, what] of forbidden) {
        if (pattern.test(joined)) found.push({ line: lineOf(range?.[0]), what });
      }
    },
  });
  return found;
}

function offsetOf(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return undefined;
  return Number(node.range[0]);
}
