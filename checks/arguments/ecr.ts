import { butNot, everyPlanned, nothing, oneOf, referenceToEvery } from "./allowed";
import { type Arguments, harmless, heldBy, optional, required } from "./argument";
import { keptData } from "./kept";

const kept = (...worse: readonly (string | number)[]) => heldBy("released-images-kept", ...worse);

export const ecrArguments: Readonly<Record<string, Arguments>> = {
  aws_ecr_lifecycle_policy: {
    policy: kept('{"rules":[]}'),
    "policy.rules.action.type": required(oneOf("expire"), "what it does otherwise nobody has planned"),
    "policy.rules.description": harmless("what people read"),
    "policy.rules.rulePriority": kept(9),
    "policy.rules.selection.countNumber": kept(1),
    "policy.rules.selection.countType": kept("sinceImagePulled"),
    "policy.rules.selection.countUnit": kept("hours"),
    "policy.rules.selection.tagPatternList": kept("*", "nothing-*"),
    "policy.rules.selection.tagStatus": kept("OTHER"),
    repository: required(referenceToEvery("aws_ecr_repository"), "images pile up, or those of another are expired"),
  },
  aws_ecr_repository: {
    ...keptData,
    "encryption_configuration.encryption_type": required(oneOf("AES256", "KMS"), "it is no encryption of ECR"),
    force_delete: optional(nothing(true), "a repository is deleted with the images that run"),
    "image_scanning_configuration.scan_on_push": required(oneOf(true), "nobody is told of known weaknesses"),
    image_tag_mutability: required(
      butNot(oneOf("IMMUTABLE"), "MUTABLE", "IMMUTABLE_WITH_EXCLUSION"),
      "a tag names another image than the one that was tested",
    ),
    name: required(
      everyPlanned("a repository of the account", (plans) =>
        plans.flatMap(({ account }) => account.repositories.map(({ name }) => name)),
      ),
      "builds and tasks name the planned one",
    ),
  },
};
