import { writeFileSync } from "node:fs";
import { checksDocuments } from "./checks-documents";
import { configDocuments } from "./config-documents";
import { roomsDocument } from "./rooms/document";
import { readRooms } from "./rooms/room";
import { trustDocument } from "./trust-document";

const root = process.cwd();
const rooms = { "docs/rooms.md": roomsDocument(readRooms(root)) };
const documents = { ...configDocuments(), ...checksDocuments(root), ...trustDocument(), ...rooms };
for (const [file, content] of Object.entries(documents)) writeFileSync(file, content);
