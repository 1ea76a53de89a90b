import { z } from "zod";

const planSchema = z.object({
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        type: z.string(),
        mode: z.string(),
        change: z.object({ actions: z.array(z.string()), before: z.unknown(), after: z.unknown() }),
      }),
    )
    .default([]),
  output_changes: z.record(z.string(), z.object({ actions: z.array(z.string()) })).default({}),
});

export interface Difference {
  readonly address: string;
  /** Resource type, or "output". */
  readonly type: string;
  /** Dotted path without indices; the action itself where the whole resource would come, go or be replaced. */
  readonly attribute: string;
}

/** @param plan the text of `terraform show -json` */
export function planDifferences(plan: string): readonly Difference[] {
  const { resource_changes: resources, output_changes: outputs } = planSchema.parse(JSON.parse(plan));
  const changedResources = resources.filter(({ mode, change }) => mode === "managed" && changes(change.actions));
  return [
    ...changedResources.flatMap(({ address, type, change }) =>
      attributesOf(change).map((attribute) => ({ address, type, attribute })),
    ),
    ...Object.entries(outputs)
      .filter(([, { actions }]) => changes(actions))
      .map(([name, { actions }]) => ({ address: `output.${name}`, type: "output", attribute: actions.join("+") })),
  ];
}

function changes(actions: readonly string[]): boolean {
  return actions.some((action) => action !== "no-op" && action !== "read");
}

function attributesOf(change: { readonly actions: readonly string[]; before?: unknown; after?: unknown }) {
  if (change.actions.join() !== "update") return [change.actions.join("+")];
  return [...new Set(differingPaths(change.before, change.after))].sort();
}

function differingPaths(before: unknown, after: unknown, path: readonly string[] = []): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => differingPaths(item, after[index], path));
  }
  const left = recordSchema.safeParse(before).data;
  const right = recordSchema.safeParse(after).data;
  if (left === undefined || right === undefined) return [path.join(".")];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) => differingPaths(left[key], right[key], [...path, key]));
}

const recordSchema = z.record(z.string(), z.unknown()).refine((value) => !Array.isArray(value));
