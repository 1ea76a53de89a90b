import type { PolicyStatement } from "../model/iam-policy";
import {
  type AwsReference,
  isReference,
  knownStatement,
  type PlannedStatement,
  type PlannedText,
  referenceText,
} from "../model/plan/planned-text";

/** What AWS makes up, as this stack has it: an attribute of what it makes, or of what it looks up. */
export class References {
  private readonly known = new Map<string, string>();

  set(reference: AwsReference, value: string): void {
    this.known.set(referenceText(reference), value);
  }

  /** @throws RangeError for a reference that the stack has not set */
  text(planned: PlannedText): string {
    if (!isReference(planned)) return planned;
    const value = this.known.get(referenceText(planned));
    if (value !== undefined) return value;
    throw new RangeError(`nothing in this stack is ${referenceText(planned)}`);
  }

  texts(planned: Readonly<Record<string, PlannedText>>): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(planned).map(([name, text]) => [name, this.text(text)]));
  }

  statements(planned: readonly PlannedStatement[]): readonly PolicyStatement[] {
    return planned.map((statement) => knownStatement(statement, (text) => this.text(text)));
  }
}
