import { writeFileSync } from "node:fs";
import { loadConfiguration } from "../config/load";
import { checksDocuments } from "./checks-documents";
import { configDocuments } from "./config-documents";
import { environmentExamples } from "./environment-examples";
import { roomsDocument } from "./rooms/document";
import { readRooms } from "./rooms/room";
import { trustDocument } from "./trust-document";

const root = process.cwd();
const rooms = { "docs/rooms.md": roomsDocument(readRooms(root)) };
const examples = environmentExamples(loadConfiguration(root));
const documents = { ...configDocuments(), ...checksDocuments(root), ...trustDocument(), ...rooms, ...examples };
for (const [file, content] of Object.entries(documents)) writeFileSync(file, content);
