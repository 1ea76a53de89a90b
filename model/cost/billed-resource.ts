import type { JsonObject } from "../json";
import type { StackKind } from "../stack-names";

/** A resource that the plan will make and AWS will bill, with those of its arguments that its price reads. */
export interface BilledResource {
  readonly stack: StackKind;
  /** As Terraform calls it. */
  readonly type: string;
  readonly body: JsonObject;
}
