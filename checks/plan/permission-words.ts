/** What one resource permits, in words: actions that hold on the same resources under the same conditions are one. */
export interface PermissionsAt {
  readonly address: string;
  readonly permissions: readonly string[];
}

/** One action on one resource. */
export interface Permission {
  readonly address: string;
  /** Such as `vpc-flow-logs.amazonaws.com may`; without an action, the whole of what it says. */
  readonly grant: string;
  readonly action?: string;
  readonly on?: string;
  /** Conditions, in words. */
  readonly only?: string;
}

/** By resource; what differs in nothing but its action or its object shares a line. */
export function inWords(found: readonly Permission[]): readonly PermissionsAt[] {
  return [...grouped(found, ({ address }) => address)].map(([address, permitted]) => ({
    address,
    permissions: [...grouped(permitted, ({ grant, only }) => JSON.stringify([grant, only])).values()]
      .flatMap(linesOf)
      .sort(),
  }));
}

/** @param permitted permissions of one resource that differ in nothing but action and resource */
function linesOf(permitted: readonly Permission[]): readonly string[] {
  const byAction = [...grouped(permitted, ({ action = "" }) => action)].map(([action, its]) => ({
    action,
    on: its
      .flatMap(({ on }) => on ?? [])
      .sort()
      .join(", "),
  }));
  const [{ grant = "", only } = {}] = permitted;
  return [...grouped(byAction, ({ on }) => on)].map(([on, its]) =>
    [
      grant,
      its.map(({ action }) => action).join(", "),
      ...(on === "" ? [] : ["on", on]),
      ...(only === undefined ? [] : ["if", only]),
    ]
      .filter((word) => word !== "")
      .join(" "),
  );
}

/** By key, in the order of the keys. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return new Map([...groups].sort(([left], [right]) => (left < right ? -1 : 1)));
}
