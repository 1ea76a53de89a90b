import { Unavailable } from "../user-error";

/** What one step finds out and later steps need. A step that reads a missing fact is skipped, with the reason. */
export class Fact<Value> {
  private known: { readonly value: Value } | undefined;
  private reason: string;

  /** @param name in a sentence, such as "the emulator" */
  constructor(name: string) {
    this.reason = `${name} is missing`;
  }

  set(value: Value): void {
    this.known = { value };
  }

  /** Later readers are skipped for this reason. */
  missing(reason: string): void {
    this.reason = reason;
  }

  get value(): Value {
    if (this.known === undefined) throw new Unavailable(this.reason);
    return this.known.value;
  }

  /** For the closing report, which shows what there is. */
  get orNothing(): Value | undefined {
    return this.known?.value;
  }
}
