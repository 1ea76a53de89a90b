import type { Plans } from "./arguments/allowed";
import type { Severity } from "./finding";
import type { Resource, Template } from "./template";

/** What a rule found at one resource. */
export interface Fault {
  readonly resource: Resource;
  /** The value found, in one sentence without a full stop. */
  readonly message: string;
  readonly remedy: string;
}

/** One thing that the whole template must keep to: in a file of its own that is named after the id. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** What holds where the rule passes. */
  readonly title: string;
  /** What goes wrong where it does not, and why no scanner or earlier layer can tell. */
  readonly why: string;
  /**
   * @param plans what the stacks are meant to be
   * @param sharers all environments whose parts the account's stack holds, where they are more than these
   */
  readonly evaluate: (template: Template, plans: Plans, sharers?: Plans) => readonly Fault[];
}
