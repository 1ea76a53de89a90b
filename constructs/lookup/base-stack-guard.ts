import { DataAwsSsmParametersByPath } from "@cdktf/provider-aws/lib/data-aws-ssm-parameters-by-path";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface BaseStackGuardProps {
  readonly baseStack: string;
  /** Parent of the parameters that it has to hold. */
  readonly parameterPath: string;
  readonly parameters: readonly string[];
  /** What it lacks where one of them is missing. */
  readonly lacks: "a service" | "a certificate";
  readonly after?: ITerraformDependable;
}

/**
 * Stops the plan with one sentence where the base stack is not applied. Every other lookup waits for it, since each
 * would fail with a sentence of its own.
 */
export class BaseStackGuard extends Construct {
  readonly passed: ITerraformDependable;

  constructor(scope: Construct, id: string, props: BaseStackGuardProps) {
    super(scope, id);
    const expected = JSON.stringify(props.parameters);
    this.passed = new DataAwsSsmParametersByPath(this, "image-parameters", {
      path: props.parameterPath,
      withDecryption: false,
      ...(props.after === undefined ? {} : { dependsOn: [props.after] }),
      lifecycle: {
        postcondition: [
          {
            condition: `\${length(setsubtract(${expected}, self.names)) == 0}`,
            errorMessage: `${props.baseStack} is not applied yet, or lacks ${props.lacks}; apply it first: npx cdktf deploy ${props.baseStack}`,
          },
        ],
      },
    });
  }
}
