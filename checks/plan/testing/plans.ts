import type { Json, JsonObject } from "../../../model/json";
import { type PlanDocument, readPlan } from "../plan-json";

export interface ResourceInPlan {
  readonly address?: string;
  readonly type: string;
  readonly mode?: "managed" | "data";
  readonly actions: readonly string[];
  readonly before?: JsonObject | null;
  readonly after?: JsonObject | null;
  readonly afterUnknown?: Json;
  readonly beforeSensitive?: Json;
  readonly afterSensitive?: Json;
  readonly replacePaths?: readonly (readonly Json[])[];
  readonly movedFrom?: string;
  readonly deposed?: string;
  readonly importing?: JsonObject;
}

/** One entry of `resource_changes`, as Terraform writes it. */
function resourceChange({ type, address = `${type}.main`, ...resource }: ResourceInPlan): object {
  return {
    address,
    ...(resource.movedFrom === undefined ? {} : { previous_address: resource.movedFrom }),
    mode: resource.mode ?? "managed",
    type,
    name: "main",
    provider_name: "registry.terraform.io/hashicorp/aws",
    ...(resource.deposed === undefined ? {} : { deposed: resource.deposed }),
    change: {
      actions: resource.actions,
      before: resource.before ?? null,
      after: resource.after ?? null,
      after_unknown: resource.afterUnknown ?? {},
      before_sensitive: resource.beforeSensitive ?? {},
      after_sensitive: resource.afterSensitive ?? {},
      ...(resource.replacePaths === undefined ? {} : { replace_paths: resource.replacePaths }),
      ...(resource.importing === undefined ? {} : { importing: resource.importing }),
    },
  };
}

/** A plan as `terraform show -json` prints it. */
export function planText(resources: readonly ResourceInPlan[], further: object = {}): string {
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: resources.map(resourceChange),
    ...further,
  });
}

export function aPlan(resources: readonly ResourceInPlan[], further: object = {}): PlanDocument {
  const reading = readPlan(planText(resources, further));
  if ("problem" in reading) throw new Error(reading.problem);
  return reading.plan;
}
