import { changedFiles } from "../delivery/changed-files";
import { onlyDocuments } from "../delivery/only-documents";

/** `npm run --silent changes:documents -- COMMIT`: `true` where nothing but documents has changed since. */
const [, , , commit = ""] = process.argv;
console.log(onlyDocuments(changedFiles(process.cwd(), commit)));
