import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { ImageRepository } from "./image-repository";

const repositoryKeeping = (keptImages: number) =>
  synthesize((scope) => {
    const { url } = new ImageRepository(scope, "repository", { name: "shop-agent", keptImages });
    new TerraformOutput(scope, "url", { value: url });
  });
const template = repositoryKeeping(50);

test("makes a repository and its lifecycle, without a policy that would share it", () => {
  expect(template.addresses()).toEqual([
    "aws_ecr_lifecycle_policy.repository_lifecycle_E10FE1C4",
    "aws_ecr_repository.repository_5D02F86B",
  ]);
});

test("never lets a tag move, scans what is pushed and encrypts it", () => {
  expect(template.resource("aws_ecr_repository")).toEqual({
    name: "shop-agent",
    image_tag_mutability: "IMMUTABLE",
    image_scanning_configuration: { scan_on_push: true },
    encryption_configuration: [{ encryption_type: "AES256" }],
  });
});

test("keeps the newest images, and untagged ones for two weeks", () => {
  const lifecycle = template.resource("aws_ecr_lifecycle_policy");
  expect(lifecycle.repository).toBe(reference(template, "aws_ecr_repository", "name"));
  expect(JSON.parse(String(lifecycle.policy))).toEqual({
    rules: [
      {
        rulePriority: 1,
        description: "remove layers that no tag names after two weeks",
        selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: "keep the 50 newest images",
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 },
        action: { type: "expire" },
      },
    ],
  });
});

test("keeps as many images as it is told", () => {
  const { policy } = repositoryKeeping(10).resource("aws_ecr_lifecycle_policy");
  expect(JSON.parse(String(policy)).rules[1]).toEqual({
    rulePriority: 2,
    description: "keep the 10 newest images",
    selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 10 },
    action: { type: "expire" },
  });
});

test("hands on the address that images are pushed to", () => {
  expect(template.outputs().url).toEqual({ value: reference(template, "aws_ecr_repository", "repository_url") });
});
