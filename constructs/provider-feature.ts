import type { TerraformElement } from "cdktf";
import type { IConstruct } from "constructs";
import type { ProviderFeature } from "../model/provider-features";

const metadataType = "slipway:provider-feature";

/** Part of the synthesized JSON that only exists where the provider and the emulator carry a feature. */
export interface FeatureUse {
  readonly feature: ProviderFeature;
  /** Keys and indices from the resource's own object; empty for the whole resource. */
  readonly path: readonly (string | number)[];
}

/** Marks what the stack has to leave out where the feature is not carried; it also raises the provider version. */
export function requireFeature(element: TerraformElement, use: FeatureUse): void {
  element.node.addMetadata(metadataType, use);
}

export function requiredFeatures(construct: IConstruct): readonly FeatureUse[] {
  return construct.node.metadata.filter((entry) => entry.type === metadataType).map((entry): FeatureUse => entry.data);
}
