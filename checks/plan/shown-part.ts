import { isList, isObject, type Json, objectOf } from "../../model/json";
import { withoutCredentials } from "../../model/secret-values";

const sensitive = "(sensitive)";

/** The value without what Terraform marks as sensitive: the mark has the value's shape, with `true` where it holds. */
export function withoutSensitive(value: Json, mark: Json | undefined): Json {
  if (mark === true) return sensitive;
  if (isList(value)) return value.map((item, index) => withoutSensitive(item, isList(mark) ? mark[index] : undefined));
  if (!isObject(value)) return value;
  const marks = objectOf(mark);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      withoutSensitive(item, Object.hasOwn(marks, key) ? marks[key] : undefined),
    ]),
  );
}

/** A part of a resource as a report may repeat it: an ARN as it is, of anything else nothing that looks like a credential. */
export function shownPart(value: Json | undefined): string {
  if (value === undefined || value === null) return "nothing";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:[^\s]+$/.test(text) ? text : withoutCredentials(text);
}
