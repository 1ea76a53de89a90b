import { containers } from "../../containers";
import type { Rule } from "../../rule";

export const containerImageDigest: Rule = {
  id: "container-image-digest",
  severity: "HIGH",
  title: "Containers run an image by its digest",
  why: "a tag can be moved, so that what runs is not what was tested",
  evaluate: (template) =>
    containers(template)
      .filter(({ definition }) => !namesDigest(definition.image))
      .map(({ taskDefinition, name, definition }) => ({
        resource: taskDefinition,
        message: `container ${name} runs ${definition.image}`,
        remedy: "name the image as repository@sha256:..., or take the digest from the service's parameter",
      })),
};

/** A digest, or a reference to where it is kept. */
function namesDigest(image: unknown): boolean {
  return typeof image === "string" && /@(sha256:[0-9a-f]{64}|(data\.)?aws_[a-z_]+\..+)$/.test(image);
}
