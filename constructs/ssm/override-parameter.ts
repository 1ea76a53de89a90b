import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { byDesign } from "../by-design";

export interface OverrideParameterProps {
  readonly name: string;
  /** How to set the tag, which the stack's provider leaves alone. */
  readonly value: string;
}

/** What bears the tag with which a person keeps an environment running; its value says how. */
export class OverrideParameter extends Construct {
  constructor(scope: Construct, id: string, { name, value }: OverrideParameterProps) {
    super(scope, id);
    const description = "Bears the tag that keeps the environment running whatever its schedule says";
    const parameter = new SsmParameter(this, "parameter", { name, description, type: "String", insecureValue: value });
    byDesign(parameter, {
      rules: ["CKV2_AWS_34"],
      because: "until when somebody keeps an environment running is no secret",
      compensatedBy: "the rule literal-credential, which looks into every text of the stack",
      seen: [{ name, description, type: "String", insecure_value: value }],
    });
  }
}
