import type { JsonObject } from "../json";
import { monthlyUsd, type PriceName } from "../prices";
import type { UsageFacts } from "./usage";

/** One line of the bill of a resource. */
export interface BilledLine {
  readonly what: string;
  /** In the price's unit: at the same time where it is of an hour, in a month else. */
  readonly quantity: number;
  readonly price: PriceName;
  /** What is in use while services are awake costs nothing while they sleep. */
  readonly billed: "while awake" | "while it exists";
  /** What the quantity is assumed by, mostly a setting; absent where it is fixed. */
  readonly assumes?: keyof UsageFacts | "running tasks";
}

export interface PriceContext {
  /** All resources of a type beside it. */
  readonly others: (type: string) => readonly JsonObject[];
  readonly usage: UsageFacts;
}

/** `unknown` before it is applied. */
export type LinesOf = (body: JsonObject, context: PriceContext) => readonly BilledLine[] | "unknown";

/** A price that does not depend on the resource's arguments. */
export function oneOf(price: PriceName, what: string): LinesOf {
  return () => [{ what, quantity: 1, price, billed: "while it exists" }];
}

/** What a line costs in a month without sleep. */
export function allWeekUsd({ price, quantity }: Pick<BilledLine, "price" | "quantity">): number {
  return monthlyUsd(price, quantity);
}
