import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { linesOfAll, roomsDocument, withoutSizes } from "./document";
import { type Room, readRooms } from "./room";

const file = "docs/rooms.md";

describe("the rooms of the program", () => {
  const rooms = readRooms(process.cwd());
  const page = readFileSync(file, "utf8");

  test("are drawn as their source imports each other: npm run docs brings the page up to date", () => {
    expect(withoutSizes(page)).toBe(withoutSizes(roomsDocument(rooms)));
  });

  test.each(rooms)("$name is about as large as the page says: npm run docs brings it up to date", ({ name, lines }) => {
    const [, written = ""] =
      page
        .split("\n")
        .find((line) => line.startsWith(`| \`${name}\``))
        ?.split(" | ") ?? [];
    expect(Math.abs(Number(written.replace(",", "")) - lines)).toBeLessThan(Math.max(500, lines / 4));
  });

  test.each(rooms)("$name holds no more than a quarter of the source", ({ lines }) => {
    expect(lines).toBeLessThanOrEqual(linesOfAll(rooms) / 4);
  });
});

function aRoom(name: string, ...imports: readonly string[]): Room {
  return { name, lines: 1234, imports: imports.map((room) => ({ room, typesOnly: false })) };
}

const arrowsOf = (rooms: readonly Room[]) => roomsDocument(rooms).match(/^ {2}\w+ -\S* \w+$/gm);

test("an arrow that others imply is not drawn, and stands in the table", () => {
  const rooms = [aRoom("cli", "checks", "model"), aRoom("checks", "model"), aRoom("model")];
  expect(arrowsOf(rooms)).toEqual(["  cli --> checks", "  checks --> model"]);
  expect(roomsDocument(rooms)).toContain("| `cli` | 1,200 | checks, model |  |");
});

test("of two arrows that imply each other one is drawn", () => {
  const rooms = [
    aRoom("config", "capabilities", "model"),
    aRoom("capabilities", "model"),
    aRoom("model", "capabilities"),
  ];
  expect(arrowsOf(rooms)).toEqual(["  config --> model", "  capabilities --> model", "  model --> capabilities"]);
});

test("a room of which types alone are known is dotted", () => {
  const app = { name: "app.ts", lines: 34, imports: [{ room: "config", typesOnly: true }] };
  expect(arrowsOf([app, aRoom("config")])).toEqual(["  app_ts -.-> config"]);
  expect(roomsDocument([app, aRoom("config")])).toContain("| `app.ts` | 100 |  | config |");
});
