import type { JsonObject } from "./json";
import { releasedTagPattern } from "./released-tag";

/** How long a repository keeps what no environment was told to run. */
export interface KeptImages {
  /** Newest images kept beside all that were released. */
  readonly keptImages: number;
  /** Days that an image is kept which no tag names. */
  readonly keptUntaggedDays: number;
}

/**
 * All of them: more than a repository holds, whose quota is 100,000 images and can be raised (Amazon ECR User Guide, "Amazon
 * ECR service quotas").
 */
export const keptReleasedImages = 1_000_000;

/** What `images.yml` tags its images with begins so. */
const versionTagPattern = "v*";

/**
 * What the rules of a repository's lifecycle select, in the order of their priority. An image that matches the tags of a rule
 * cannot expire by a later one, and a count expires what was pushed first, which a further tag does not change (Amazon ECR User
 * Guide, "How lifecycle policies work"; aws/containers-roadmap issues 214 and 2746). So no count keeps what runs: it may have
 * been pushed long ago, and one of an environment that releases often would expire what another still runs of the same images.
 * All that were released are kept; a person deletes. Versions are counted by themselves, so that no other tag pushes them out.
 */
export function lifecycleSelections({ keptImages, keptUntaggedDays }: KeptImages): readonly JsonObject[] {
  const newest = (tags: JsonObject, countNumber: number) => ({ ...tags, countType: "imageCountMoreThan", countNumber });
  const tagged = (pattern: string) => ({ tagStatus: "tagged", tagPatternList: [pattern] });
  return [
    newest(tagged(releasedTagPattern), keptReleasedImages),
    newest(tagged(versionTagPattern), keptImages),
    { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: keptUntaggedDays },
    newest({ tagStatus: "any" }, keptImages),
  ];
}
