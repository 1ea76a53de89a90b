import { type Leaf, readable } from "../../../checks/arguments/leaves";
import { isList, isObject, type Json, type JsonObject } from "../../../model/json";

/** The body with another value there, or with none. */
export function withLeaf(type: string, body: JsonObject, keys: Leaf["keys"], value: Json | undefined): JsonObject {
  const changed = changedAt(type, body, { keys, done: [], value });
  return isObject(changed) ? changed : {};
}

interface Change {
  readonly keys: Leaf["keys"];
  /** Names on the way. */
  readonly done: readonly string[];
  readonly value: Json | undefined;
}

function changedAt(type: string, json: Json | undefined, { keys, done, value }: Change): Json | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const read = readable(`${type}.${done.join(".")}`, json);
  if (read !== json && read !== undefined) {
    const changed = changedIn(type, read, key, { keys: rest, done, value });
    return JSON.stringify(changed);
  }
  return changedIn(type, json ?? {}, key, { keys: rest, done, value });
}

function changedIn(type: string, json: Json, key: string | number, change: Change): Json {
  if (isList(json)) {
    return json.flatMap((item, index) => {
      const changed = index === key ? changedAt(type, item, change) : item;
      return changed === undefined ? [] : [changed];
    });
  }
  const object = isObject(json) ? json : {};
  const changed = changedAt(type, object[key], { ...change, done: [...change.done, String(key)] });
  const { [key]: _, ...others } = object;
  return changed === undefined ? others : { ...object, [key]: changed };
}
