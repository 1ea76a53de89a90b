import type { TableResult } from "./table";

/** The rows as a person reads them: what guards the delivery is compared row by row, and shown as a number. */
export function shownRows({ rows }: TableResult): readonly string[] {
  const own = rows.filter((row) => !row.startsWith(ofDelivery));
  const further = rows.length - own.length;
  return further === 0 ? rows : [...own, `${ofDelivery}${further} rights, not shown`];
}

/** What rows begin with that are about roles and policies of the delivery itself. */
export const ofDelivery = "delivery: ";
