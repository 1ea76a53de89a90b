import type { JsonObject } from "../../../model/json";

/** Picks one of several. */
export type Pick = <Item>(items: readonly Item[]) => Item;

export interface WorseBody {
  readonly title: string;
  readonly body: JsonObject;
}
