import { Unavailable } from "./user-error";

/** What one step finds out and later steps need. A step that reads a missing fact is skipped. */
export class Fact<Value> {
  private known: { readonly value: Value } | undefined;

  /** @param name in a sentence, such as "the emulator" */
  constructor(private readonly name: string) {}

  set(value: Value): void {
    this.known = { value };
  }

  get value(): Value {
    if (this.known === undefined) throw new Unavailable(`${this.name} is missing`);
    return this.known.value;
  }

  /** For the closing report, which shows what there is. */
  get orNothing(): Value | undefined {
    return this.known?.value;
  }
}
