import { writeFileSync } from "node:fs";
import { checksDocuments } from "./checks-documents";
import { configDocuments } from "./config-documents";

const documents = { ...configDocuments(), ...checksDocuments(process.cwd()) };
for (const [file, content] of Object.entries(documents)) writeFileSync(file, content);
