import { DefaultTokenResolver, StringConcat, type TerraformResource, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import type { Design, DesignReason } from "../model/design";

const metadataType = "slipway:by-design";

/** The reason, with all that the resource is given, as Terraform's JSON names it; tokens may stand in it. */
interface Given extends DesignReason {
  readonly seen: readonly unknown[];
}

/** Says why the resource is found fault with, and that it is meant so. */
export function byDesign(resource: TerraformResource, given: Given): void {
  resource.node.addMetadata(metadataType, given);
}

/** What the constructs at and below this one say of themselves. */
export function designsIn(construct: IConstruct): readonly Design[] {
  return construct.node
    .findAll()
    .flatMap((scope) =>
      scope.node.metadata
        .filter((entry) => entry.type === metadataType)
        .map((entry): Design => ({ ...resolved(scope, entry.data), constructPath: scope.node.path })),
    );
}

function resolved(scope: IConstruct, given: Given): DesignReason & Pick<Design, "seen"> {
  return Tokenization.resolve(given, {
    scope,
    preparing: false,
    resolver: new DefaultTokenResolver(new StringConcat()),
  });
}
