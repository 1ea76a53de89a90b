import type { Room, RoomImport } from "./room";

/** The page of the rooms. Sizes are rounded: it would be stale after each commit otherwise. */
export function roomsDocument(rooms: readonly Room[]): string {
  const total = linesOfAll(rooms);
  return `# Rooms

Generated from the source and its imports by \`npm run docs\`; [CONTRIBUTING](../CONTRIBUTING.md) says what lives in which room,
and \`.dependency-cruiser.cjs\` what it may import. Lines are those of the source without tests, scripts and workloads, rounded
to hundreds; ${rounded(total)} in all. No room holds more than a quarter.

An arrow leads from a room to one that it imports, a dotted one to a room of which it knows types alone. What other arrows
imply is left out of the picture, and stands in the table.

\`\`\`mermaid
flowchart TD
${rooms.map(({ name, lines }) => `  ${idOf(name)}["${name}<br/>${rounded(lines)} lines"]`).join("\n")}
${drawnArrows(rooms)
  .map(({ from, to, typesOnly }) => `  ${idOf(from)} ${typesOnly ? "-.->" : "-->"} ${idOf(to)}`)
  .join("\n")}
\`\`\`

| room | lines | imports | types alone of |
| --- | --- | --- | --- |
${rooms.map(row).join("\n")}
`;
}

/** What of the page must be exact; sizes move with every commit. */
export function withoutSizes(page: string): string {
  return page.replaceAll(/\b(\d+,)?\d+\b/g, "N");
}

export function linesOfAll(rooms: readonly Room[]): number {
  return rooms.reduce((sum, { lines }) => sum + lines, 0);
}

function row({ name, lines, imports }: Room): string {
  const named = (wanted: boolean) => imports.filter(({ typesOnly }) => typesOnly === wanted).map(({ room }) => room);
  return `| \`${name}\` | ${rounded(lines)} | ${named(false).join(", ")} | ${named(true).join(", ")} |`;
}

interface Arrow extends Pick<RoomImport, "typesOnly"> {
  readonly from: string;
  readonly to: string;
}

function drawnArrows(rooms: readonly Room[]): readonly Arrow[] {
  const all = rooms.flatMap(({ name, imports }) =>
    imports.map(({ room, typesOnly }) => ({ from: name, to: room, typesOnly })),
  );
  // One after the other, as two that imply each other must not both go.
  return all.reduce<readonly Arrow[]>((kept, arrow) => {
    const others = kept.filter((other) => other !== arrow);
    return reachable(arrow.from, others).has(arrow.to) ? others : kept;
  }, all);
}

function reachable(from: string, arrows: readonly Arrow[]): ReadonlySet<string> {
  const found = new Set([from]);
  for (const room of found) for (const arrow of arrows) if (arrow.from === room) found.add(arrow.to);
  return found;
}

function idOf(room: string): string {
  return room.replaceAll(/\W/g, "_");
}

function rounded(lines: number): string {
  return Math.max(100, Math.round(lines / 100) * 100).toLocaleString("en-US");
}
