import { writeFileSync } from "node:fs";
import { configDocuments } from "./config-documents";

for (const [file, content] of Object.entries(configDocuments())) writeFileSync(file, content);
