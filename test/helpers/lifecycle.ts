import { z } from "zod";

export interface PushedImage {
  readonly digest: string;
  readonly tags: readonly string[];
  /** Days since its manifest was put; a tag that comes later does not change them. */
  readonly daysAgo: number;
  /** Digests of the images that it lists. */
  readonly lists?: readonly string[];
}

const policySchema = z.object({
  rules: z.array(
    z.strictObject({
      rulePriority: z.number(),
      description: z.string(),
      selection: z.strictObject({
        tagStatus: z.enum(["tagged", "untagged", "any"]),
        tagPatternList: z.array(z.string()).optional(),
        countType: z.enum(["imageCountMoreThan", "sinceImagePushed"]),
        countUnit: z.literal("days").optional(),
        countNumber: z.int().positive(),
      }),
      action: z.strictObject({ type: z.literal("expire") }),
    }),
  ),
});
type Selection = z.output<typeof policySchema>["rules"][number]["selection"];

/**
 * What a lifecycle expires, by the Amazon ECR User Guide, "How lifecycle policies work": each rule sees all images that its
 * tags match, also those that others take; an image expires by the first rule that matches its tags or not at all; and none
 * expires while a list of images that stays names it.
 * @returns digests
 */
export function expiredImages(policy: string, images: readonly PushedImage[]): readonly string[] {
  const rules = policySchema
    .parse(JSON.parse(policy))
    .rules.sort((one, other) => one.rulePriority - other.rulePriority);
  const marked = images.filter((image) => {
    const first = rules.find(({ selection }) => isMatched(image, selection));
    return first !== undefined && overCount(images, first.selection).includes(image);
  });
  const listed = images.filter((image) => !marked.includes(image)).flatMap(({ lists = [] }) => lists);
  return marked.map(({ digest }) => digest).filter((digest) => !listed.includes(digest));
}

function isMatched({ tags }: PushedImage, { tagStatus, tagPatternList = [] }: Selection): boolean {
  if (tagStatus === "any") return true;
  if (tagStatus === "untagged") return tags.length === 0;
  return tagPatternList.every((pattern) => {
    const expression = new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
    return tags.some((tag) => expression.test(tag));
  });
}

function overCount(images: readonly PushedImage[], selection: Selection): readonly PushedImage[] {
  const seen = images.filter((image) => isMatched(image, selection));
  return selection.countType === "sinceImagePushed"
    ? seen.filter(({ daysAgo }) => daysAgo > selection.countNumber)
    : [...seen].sort((one, other) => one.daysAgo - other.daysAgo).slice(selection.countNumber);
}
