import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, parseJson } from "../../model/json";
import { convertToHcl, HclConversionError } from "../hcl/convert";
import { type Template, templateOf } from "../template";
import { ScanError, type StackJson } from "./scanner";

/** A stack as scanners read it: `FOLDER/NAME/stack.tf`. */
export interface StackFolder {
  readonly name: string;
  readonly folder: string;
  readonly hcl: string;
  readonly template: Template;
}

/**
 * Shows a stack to scanners as HCL: what is nested in Terraform's JSON they do not see.
 *
 * @throws ScanError for what is not the JSON of a stack
 */
export function stackFolder(parent: string, { name, text, learned }: StackJson): StackFolder {
  try {
    const json = parseJson(text);
    if (!isObject(json)) throw new ScanError("its JSON is not an object");
    const hcl = convertToHcl(json, { jsonStrings: "literal-references", learned });
    const folder = join(parent, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "stack.tf"), hcl);
    return { name, folder, hcl, template: templateOf(json) };
  } catch (error) {
    if (error instanceof HclConversionError || error instanceof SyntaxError) throw new ScanError(error.message);
    throw error;
  }
}
