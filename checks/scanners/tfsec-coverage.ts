import { awsTypes } from "../../model/aws-types/records";
import { containersOf } from "../containers";
import type { Resource, Template } from "../template";
import type { TfsecResult } from "./tfsec-report";

/** Fewest checks that a scan with open eyes makes of the resource, passed or not. */
export function expectedChecks(resource: Resource): number {
  const tfsec = awsTypes.get(resource.type)?.scannedBy.tfsec;
  if (typeof tfsec === "number") return tfsec;
  if (typeof tfsec !== "function") return 0;
  return tfsec(
    resource.body,
    (containersOf(resource) ?? []).map(({ definition }) => definition),
  );
}

/** The resources that the scan did not look at, or not into, in words. */
export function unseenResources(template: Template, results: readonly TfsecResult[]): readonly string[] {
  return template.resources.flatMap((resource) => {
    const made = results.filter((result) => result.resource === resource.address).length;
    const expected = expectedChecks(resource);
    return made < expected ? [`${made} instead of ${expected} checks of ${resource.address}`] : [];
  });
}
