import type { HostGroupPlan } from "../plan/host-plan";
import { type PriceName, prices } from "../prices";
import type { BilledLine } from "./billed-line";

/** The instances that a group starts with and their root volumes; scaling may have more at any time. */
export function hostLines({ name, instance, volumeGiB, minimum }: HostGroupPlan): readonly BilledLine[] {
  const price = `instance ${instance.type}`;
  if (!isPriced(price)) throw new RangeError(`what an instance of ${instance.type} costs is not known`);
  return [
    { what: `instances of ${name}: ${instance.type}`, quantity: minimum, price, billed: "while it exists" },
    {
      what: `root volumes of ${name}`,
      quantity: minimum * volumeGiB,
      price: "volumeStored",
      billed: "while it exists",
    },
  ];
}

function isPriced(name: string): name is PriceName {
  return Object.hasOwn(prices, name);
}
