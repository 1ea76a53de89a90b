/** Keys and indices from the root of a Terraform JSON document. */
export type JsonPath = readonly (string | number)[];

/**
 * The document without the parts at these paths, none of which holds another; containers that become empty go too.
 * @throws RangeError where there is nothing at a path
 */
export function withoutPaths<Document extends object>(document: Document, paths: readonly JsonPath[]): Document {
  const copy = structuredClone(document);
  // Later elements of a list first, so that the indices of earlier ones still hold.
  for (const path of [...paths].sort(byPathDescending)) remove(copy, path);
  return copy;
}

function remove(container: object, path: JsonPath, depth = 0): void {
  const key = path[depth];
  if (key === undefined) return;
  const child: unknown = Reflect.get(container, key);
  const isLast = depth === path.length - 1;
  if (!isLast && isContainer(child)) {
    remove(child, path, depth + 1);
    if (Object.keys(child).length > 0) return;
  } else if (!isLast || child === undefined) {
    throw new RangeError(`nothing at ${path.join(".")}`);
  }
  if (Array.isArray(container) && typeof key === "number") container.splice(key, 1);
  else Reflect.deleteProperty(container, key);
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function byPathDescending(left: JsonPath, right: JsonPath): number {
  return right.join("\u0000").localeCompare(left.join("\u0000"), "en", { numeric: true });
}
