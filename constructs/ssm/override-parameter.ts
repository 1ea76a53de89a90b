import { Construct } from "constructs";
import { plainParameter } from "./plain-parameter";

export interface OverrideParameterProps {
  readonly name: string;
  /** How to set the tag, which the stack's provider leaves alone. */
  readonly value: string;
}

/** What bears the tag with which a person keeps an environment running; its value says how. */
export class OverrideParameter extends Construct {
  constructor(scope: Construct, id: string, { name, value }: OverrideParameterProps) {
    super(scope, id);
    plainParameter(this, {
      name,
      description: "Bears the tag that keeps the environment running whatever its schedule says",
      value,
      isWrittenByOthers: false,
      because: "until when somebody keeps an environment running is no secret",
    });
  }
}
