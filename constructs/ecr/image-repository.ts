import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Construct } from "constructs";
import { type KeptImages, lifecycleSelections } from "../../model/image-lifecycle";
import { byDesign } from "../by-design";

/** What is kept costs about 0.10 USD a GB and month. */
export interface ImageRepositoryProps extends KeptImages {
  readonly name: string;
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
      policy: lifecyclePolicy(props),
    });
  }
}

function lifecyclePolicy(kept: KeptImages): string {
  const { keptImages, keptUntaggedDays } = kept;
  const descriptions = [
    "keep what was released",
    `keep the ${keptImages} newest versions`,
    `remove what no tag names after ${keptUntaggedDays} days`,
    `keep the ${keptImages} newest images`,
  ];
  const rules = lifecycleSelections(kept).map((selection, index) => ({
    rulePriority: index + 1,
    description: descriptions[index],
    selection,
    action: { type: "expire" },
  }));
  return JSON.stringify({ rules });
}
