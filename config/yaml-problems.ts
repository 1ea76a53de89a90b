import {
  type Document,
  type ErrorCode,
  isAlias,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Range,
  visit,
  type YAMLError,
} from "yaml";
import { looksLikeCredential } from "../model/secret-values";
import type { ConfigPath } from "./diagnostics";

export interface TextProblem {
  readonly offset: number;
  readonly path: ConfigPath;
  readonly message: string;
}

export interface TextProblems {
  /** Nothing more can be said about the file until these are put right. */
  readonly blocking: readonly TextProblem[];
  readonly others: readonly TextProblem[];
  /** Keys and values that have the shape of a credential, whichever field they are in. */
  readonly credentials: readonly TextProblem[];
}

const deepestNesting = 64;
const tooDeep = "the file is nested too deeply; no setting needs that";

/** What YAML itself, and our use of it, finds wrong with a file. The library's own messages quote the text: none is used. */
export function textProblems(document: Document.Parsed): TextProblems {
  const unsupported: TextProblem[] = [];
  const quotes: Range[] = [];
  const credentials: TextProblem[] = [];
  const keyPaths = new Map<number, ConfigPath>();
  visit(document, (role, node, ancestors) => {
    const path = pathOf([...ancestors, node]);
    if (isPair(node) && isScalar(node.key)) keyPaths.set(offsetOf(node.key), path);
    if (!isNode(node)) return undefined;
    quotes.push(...quoteOf(node));
    const offset = offsetOf(node);
    const message = unsupportedProblem(node, role);
    if (message !== undefined) unsupported.push({ offset, path, message });
    if (isScalar(node) && looksLikeCredential(String(node.value))) {
      credentials.push({ offset, path, message: credentialMessage });
    }
    if (ancestors.length <= deepestNesting) return undefined;
    unsupported.push({ offset, path: [], message: tooDeep });
    return visit.BREAK;
  });
  const isDuplicate = ({ code }: YAMLError) => code === "DUPLICATE_KEY";
  const others = document.errors.filter(isDuplicate).map(({ pos: [offset] }) => ({
    offset,
    path: keyPaths.get(offset) ?? [],
    message: "the key is written twice; keep one of both",
  }));
  // One slip of syntax makes the parser stumble further down again: only the first report is about the text.
  const syntax = document.errors
    .filter((error) => !isDuplicate(error))
    .slice(0, 1)
    .map(({ code, pos: [offset] }) => {
      const quote = quotes.find((range) => isStumbledOver(range, offset));
      return quote === undefined
        ? { offset, path: [], message: syntaxMessages[code] ?? unknownSyntax }
        : { offset: quote[0], path: [], message: openQuote };
    });
  return {
    blocking: [...(syntax.length > 0 ? syntax : wholeFileProblems(document)), ...unsupported],
    others,
    credentials,
  };
}

function quoteOf(node: Node): readonly Range[] {
  return isScalar(node) && node.type?.startsWith("QUOTE") === true && node.range ? [node.range] : [];
}

/** Whether the parser reached the place through a text in quotes: one that is not closed, or closed by the next one's quote. */
function isStumbledOver([start, end]: Range, offset: number): boolean {
  return start < offset && offset === end;
}

/** No parser may follow deeper: it would leave the stack. */
const deepestText = 500;
const listsOnOneLine = new RegExp(`(?:[-?][ \\t]+){${deepestText}}`);

/** Where brackets, those in quotes too, or lists on one line are nested beyond all parsing. */
export function deepNesting(text: string): TextProblem | undefined {
  const found = listsOnOneLine.exec(text);
  if (found !== null) return { offset: found.index, path: [], message: tooDeep };
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[{\]}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > deepestText) return { offset: index, path: [], message: tooDeep };
  }
  return undefined;
}

export function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function wholeFileProblems(document: Document.Parsed): readonly TextProblem[] {
  const problem = (message: string, offset = document.range[0]) => [{ offset, path: [], message }];
  if (document.directives.yaml.explicit === true) return problem("%YAML is not supported; remove the line", 0);
  const value: unknown = isScalar(document.contents) ? document.contents.value : document.contents;
  if (value === null) return problem("the file is empty; write its settings as key: value, as docs/config.md says");
  return isScalar(document.contents) || isSeq(document.contents)
    ? problem("the file is not a mapping; write its settings as key: value, as docs/config.md says")
    : [];
}

function unsupportedProblem(node: Node, role: unknown): string | undefined {
  if (isAlias(node)) return "aliases are not supported; write the value out";
  if (node.tag !== undefined) return "tags are not supported; write the value without one, in quotes if it is text";
  return role === "key" && isScalar(node) && node.value === "__proto__"
    ? "this key is not supported; choose another"
    : undefined;
}

/** The way to the last of the nodes, each of which holds the next. */
function pathOf(nodes: readonly unknown[]): ConfigPath {
  return nodes.flatMap((node, index): ConfigPath => {
    if (isPair(node)) return [isScalar(node.key) ? String(node.key.value) : ""];
    return isSeq(node) && index + 1 < nodes.length ? [node.items.indexOf(nodes[index + 1])] : [];
  });
}

const credentialMessage =
  "this looks like a credential, which no configuration may hold; store it in Secrets Manager, and renew it if others saw it";

const openQuote = "the quote that opens here is not closed where its text ends; close it there";

const unknownSyntax = "this is not valid YAML; check quotes, brackets and indentation here and above";

const syntaxMessages: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: "double quotes do not allow this after a backslash; use single quotes",
  BAD_INDENT: "the indentation fits nothing above; align the line with its neighbours, and close every bracket",
  BAD_SCALAR_START: "plain text cannot begin with this character; put it in quotes",
  BLOCK_AS_IMPLICIT_KEY: "a line holds one key: put a value with a colon in quotes",
  MISSING_CHAR: "something is missing here: a closing quote or bracket, a comma, or the colon and space after a key",
  MULTILINE_IMPLICIT_KEY: "a colon and a space are missing after this key",
  MULTIPLE_DOCS: "a second document begins here; keep one in a file",
  NON_STRING_KEY: "a key is plain text; use a name",
  RESOURCE_EXHAUSTION: tooDeep,
  TAB_AS_INDENT: "a tab indents this line; use spaces",
};
