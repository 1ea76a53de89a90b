import { DataAwsSsmParametersByPath } from "@cdktf/provider-aws/lib/data-aws-ssm-parameters-by-path";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface BaseStackGuardProps {
  readonly baseStack: string;
  /** Parent of the image digest parameters. */
  readonly imageParameterPath: string;
  readonly imageParameters: readonly string[];
}

/**
 * Stops the plan with one sentence where the base stack is not applied. Every other lookup waits for it, since each
 * would fail with a sentence of its own.
 */
export class BaseStackGuard extends Construct {
  readonly passed: ITerraformDependable;

  constructor(scope: Construct, id: string, props: BaseStackGuardProps) {
    super(scope, id);
    const expected = JSON.stringify(props.imageParameters);
    this.passed = new DataAwsSsmParametersByPath(this, "image-parameters", {
      path: props.imageParameterPath,
      withDecryption: false,
      lifecycle: {
        postcondition: [
          {
            condition: `\${length(setsubtract(${expected}, self.names)) == 0}`,
            errorMessage: `${props.baseStack} is not applied yet, or lacks a service; apply it first: npx cdktf deploy ${props.baseStack}`,
          },
        ],
      },
    });
  }
}
