/** The network table's connections as a Mermaid flowchart. */
export function mermaidPicture(rows: readonly string[]): string {
  const connections = rows.flatMap((row) => {
    const [, from, to, ports] = /^(.+) -> (.+?): (.+)$/.exec(row) ?? [];
    return from === undefined || to === undefined || ports === undefined ? [] : [{ from, to, ports }];
  });
  const names = [...new Set(connections.flatMap(({ from, to }) => [from, to]))].sort();
  const id = (name: string) => `n${names.indexOf(name)}`;
  return [
    "flowchart LR",
    ...names.map((name) => `  ${id(name)}["${quoted(name)}"]`),
    ...connections.map(({ from, to, ports }) => `  ${id(from)} -->|"${quoted(ports)}"| ${id(to)}`),
    "",
  ].join("\n");
}

/** Mermaid ends a text at a quotation mark. */
function quoted(text: string): string {
  return text.replaceAll('"', "#quot;");
}
