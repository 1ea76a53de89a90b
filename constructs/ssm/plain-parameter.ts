import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { Construct } from "constructs";
import { byDesign } from "../by-design";

interface PlainText {
  readonly name: string;
  readonly description: string;
  readonly value: string;
  /** Whether somebody else writes the value once the parameter is made. */
  readonly isWrittenByOthers: boolean;
  /** Why everybody who may see the environment may read it. */
  readonly because: string;
}

/** A text that is no secret, for who reads or writes it by its name. A standard parameter, which is free. */
export function plainParameter(
  scope: Construct,
  { name, description, value, isWrittenByOthers, because }: PlainText,
): void {
  const ignored = isWrittenByOthers ? ["insecure_value"] : undefined;
  const parameter = new SsmParameter(scope, "parameter", {
    name,
    description,
    type: "String",
    insecureValue: value,
    ...(ignored === undefined ? {} : { lifecycle: { ignoreChanges: ignored } }),
  });
  byDesign(parameter, {
    rules: ["CKV2_AWS_34"],
    because,
    compensatedBy: "the rule literal-credential, which looks into every text of the stack",
    seen: [
      {
        name,
        description,
        type: "String",
        insecure_value: value,
        ...(ignored === undefined ? {} : { lifecycle: { ignore_changes: ignored } }),
      },
    ],
  });
}
