import { parse } from "@cdktf/hcl2json";
import { isList, isObject, type Json, parseJson } from "../../model/json";

/** What a program that knows HCL understands of it, as JSON to compare with. */
export async function readBack(hcl: string): Promise<Json> {
  return comparable(parseJson(JSON.stringify(await parse("stack.tf", hcl))));
}

/**
 * HCL has no comments in data, no difference between one block and a list of one, and one form of each character. An
 * argument that is null is an absent one.
 */
export function comparable(value: Json): Json {
  if (typeof value === "string") return value.normalize("NFC");
  if (isList(value)) {
    const [first, ...rest] = value;
    return rest.length === 0 && isObject(first) ? comparable(first) : value.map(comparable);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== "//" && item !== null && !(isList(item) && item.length === 0))
      .map(([key, item]) => [key.normalize("NFC"), comparable(item)]),
  );
}
