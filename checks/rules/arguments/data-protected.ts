import { awsTypes } from "../../../model/aws-types/records";
import { objectsOf } from "../../../model/json";
import type { Plans } from "../../arguments/allowed";
import type { Rule } from "../../rule";
import type { Resource } from "../../template";

export const dataProtected: Rule = {
  id: "data-protected",
  severity: "HIGH",
  title: "Terraform refuses to destroy what holds data, unless the settings say that it may",
  why: "which types hold data that no second apply brings back is known to their records alone",
  evaluate: (template, plans) =>
    template.resources
      .filter(({ type }) => awsTypes.get(type)?.holdsData === true)
      .filter((resource) => !isProtected(resource) && !mayBeDestroyed(resource, plans))
      .map((resource) => ({
        resource,
        message: "Terraform may destroy it with all that is in it",
        remedy: "set prevent_destroy in its lifecycle, or deletionProtection: false in the environment's settings",
      })),
};

function isProtected({ body }: Resource): boolean {
  return objectsOf(body.lifecycle).some(({ prevent_destroy: prevented }) => prevented === true);
}

/** In stacks of an environment that is not protected. */
function mayBeDestroyed({ constructPath }: Resource, plans: Plans): boolean {
  return plans.some(
    ({ deletionProtection, stacks: { base, runtime } }) =>
      !deletionProtection && [base, runtime].some((stack) => constructPath.startsWith(`${stack}/`)),
  );
}
