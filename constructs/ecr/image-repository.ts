import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Construct } from "constructs";
import { keptReleasedImages, releasedTagPattern } from "../../model/released-tag";
import { byDesign } from "../by-design";

export interface ImageRepositoryProps {
  readonly name: string;
  /** Newest images kept beside all that were released; each costs about 0.10 USD a GB and month. */
  readonly keptImages: number;
}

/** Immutable tags, scanned on push. Stateful: running digests live here. */
export class ImageRepository extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    const repository = new EcrRepository(this, "repository", {
      name: props.name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "AES256" }],
    });
    byDesign(repository, {
      rules: ["aws-ecr-repository-customer-key"],
      because: "images hold no secrets, and a key of one's own would belong to no single environment",
      compensatedBy: "Amazon's key, and digests: a task runs no other image than the one that was tested",
      seen: [
        {
          name: props.name,
          image_tag_mutability: "IMMUTABLE",
          image_scanning_configuration: { scan_on_push: true },
          encryption_configuration: [{ encryption_type: "AES256" }],
        },
      ],
    });
    this.url = repository.repositoryUrl;
    new EcrLifecyclePolicy(this, "lifecycle", {
      repository: repository.name,
      policy: lifecyclePolicy(props.keptImages),
    });
  }
}

/**
 * An image that matches the tags of a rule cannot expire by a later one, and a count expires what was pushed first, which a
 * further tag does not change (Amazon ECR User Guide, "How lifecycle policies work"; aws/containers-roadmap issues 214 and
 * 2746). So no count keeps what runs: it may have been pushed long ago, and one of an environment that releases often would
 * expire what another still runs of the same images. All that were released are kept; a person deletes.
 */
function lifecyclePolicy(keptImages: number): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: "keep what was released",
        selection: {
          tagStatus: "tagged",
          tagPatternList: [releasedTagPattern],
          countType: "imageCountMoreThan",
          countNumber: keptReleasedImages,
        },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: "remove layers that no tag names after two weeks",
        selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
        action: { type: "expire" },
      },
      {
        rulePriority: 3,
        description: `keep the ${keptImages} newest images`,
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keptImages },
        action: { type: "expire" },
      },
    ],
  });
}
