import {
  CST,
  type Document,
  type ErrorCode,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Range,
  visit,
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
const tooMany = "the file goes on from here beyond what is read; about 800 settings are";
const mostEntries = 250;

/** What YAML itself, and our use of it, finds wrong with a file. The library's own messages quote the text: none is used. */
export function textProblems(document: Document.Parsed): TextProblems {
  const unsupported: TextProblem[] = [];
  const others: TextProblem[] = [];
  const quotes: Range[] = [];
  const credentials: TextProblem[] = [];
  visit(document, (role, node, ancestors) => {
    if (!isNode(node)) return undefined;
    const path = pathOf([...ancestors, node]);
    quotes.push(...quoteOf(node));
    others.push(...repeatedKeys(node, path));
    const offset = offsetOf(node);
    const message = unsupportedProblem(node, role);
    if (message !== undefined) unsupported.push({ offset, path, message });
    if (isScalar(node) && looksLikeCredential(String(node.value))) {
      credentials.push({ offset, path, message: credentialMessage });
    }
    const excess = excessOf(node, path, ancestors.length);
    if (excess === undefined) return undefined;
    unsupported.push(excess);
    return visit.BREAK;
  });
  // One slip of syntax makes the parser stumble further down again: only the first report is about the text.
  const syntax = document.errors.slice(0, 1).map(({ code, pos: [offset] }) => {
    const quote = quotes.find((range) => isStumbledOver(range, offset));
    return quote === undefined
      ? { offset, path: [], message: syntaxMessages[code] ?? unknownSyntax }
      : { offset: quote[0], path: [], message: openQuote };
  });
  return {
    blocking: [...(syntax.length > 0 ? syntax : wholeFileProblems(document)), ...unsupported],
    others: others.sort((left, right) => left.offset - right.offset),
    credentials,
  };
}

/** What is read slower than it grows, or by a function that calls itself. */
function excessOf(node: Node, path: ConfigPath, depth: number): TextProblem | undefined {
  if (depth > deepestNesting) return { offset: offsetOf(node), path: [], message: tooDeep };
  if (!isCollection(node) || node.items.length <= mostEntries) return undefined;
  const message = `${node.items.length} entries; a list or mapping has at most ${mostEntries}`;
  return { offset: offsetOf(node), path, message };
}

/** The library looks for these too, and compares each key with each. */
function repeatedKeys(node: Node, path: ConfigPath): readonly TextProblem[] {
  if (!isMap(node)) return [];
  const seen = new Set<string>();
  return node.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    const isRepeated = seen.has(name);
    seen.add(name);
    const message = "the key is written twice; keep one of both";
    return isRepeated ? [{ offset: offsetOf(key), path: [...path, name], message }] : [];
  });
}

function quoteOf(node: Node): readonly Range[] {
  return isScalar(node) && node.type?.startsWith("QUOTE") === true && node.range ? [node.range] : [];
}

/** Whether the parser reached the place through a text in quotes: one that is not closed, or closed by the next one's quote. */
function isStumbledOver([start, end]: Range, offset: number): boolean {
  return start < offset && offset === end;
}

const deepestText = 500;
const listsOnOneLine = new RegExp(`(?:[-?][ \\t]+){${deepestText}}`);

/** Words, marks and the blanks between them: nine services of all kinds have 800. */
const mostLexemes = 8_000;
/** What the lexer adds of its own, which is nowhere in the text. */
const lexerMarks: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/** Where the text goes beyond what anybody writes: it would take long to be refused, or leave the parser's stack. */
export function excessIn(text: string): TextProblem | undefined {
  return deepNesting(text) ?? manyLexemes(text);
}

function manyLexemes(text: string): TextProblem | undefined {
  let [count, offset] = [0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    if (count === mostLexemes) return { offset, path: [], message: tooMany };
    count += 1;
    offset += lexerMarks.has(lexeme) ? 0 : lexeme.length;
  }
  return undefined;
}

/** Where brackets, those in quotes too, or lists on one line are nested beyond all parsing. */
function deepNesting(text: string): TextProblem | undefined {
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
