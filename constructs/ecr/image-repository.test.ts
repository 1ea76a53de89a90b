import { TerraformOutput } from "cdktf";
import { describe, expect, test } from "vitest";
import { releasedTag } from "../../model/released-tag";
import { expiredImages, type PushedImage } from "../../test/helpers/lifecycle";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { ImageRepository } from "./image-repository";

const repositoryKeeping = (keptImages: number, keptUntaggedDays = 14) =>
  synthesize((scope) => {
    const { url } = new ImageRepository(scope, "repository", { name: "shop-agent", keptImages, keptUntaggedDays });
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

describe("of sixty images, one pushed each day", () => {
  const digestOf = (number: number) => `sha256:${String(number).padStart(64, "0")}`;
  const pushed = (number: number, ...tags: readonly string[]): PushedImage => ({
    digest: digestOf(number),
    tags: [`v${number}`, ...tags],
    daysAgo: number,
  });
  const images = Array.from({ length: 60 }, (_, index) => pushed(index + 1));
  const runs = (number: number, ...environments: readonly string[]) =>
    pushed(number, ...environments.map((environment) => releasedTag(environment, digestOf(number))));
  const expired = (all: readonly PushedImage[], keptImages = 50, keptUntaggedDays?: number) => {
    const { repository, policy } = repositoryKeeping(keptImages, keptUntaggedDays).resource("aws_ecr_lifecycle_policy");
    expect(repository).toBe(reference(template, "aws_ecr_repository", "name"));
    return expiredImages(String(policy), all).map((digest) => Number(digest.slice(7)));
  };
  const oldest = [51, 52, 53, 54, 55, 56, 57, 58, 59, 60];

  test("the newest are kept, as many as it is told", () => {
    expect(expired(images)).toEqual(oldest);
    expect(expired(images, 58)).toEqual([59, 60]);
  });

  test("the one that runs is kept, however old, and takes no other's place", () => {
    expect(expired(images.with(54, runs(55, "staging")))).toEqual(oldest.filter((number) => number !== 55));
  });

  test("one that an environment runs is kept while another, which ran it too, releases each of the newer ones", () => {
    const busy = images.map((_, index) => runs(index + 1, "dev"));
    expect(expired(busy.with(54, runs(55, "dev", "staging")))).toEqual([]);
  });

  test("one that an environment pinned is never expired, whatever else it is tagged with and however few are kept", () => {
    for (const tags of [["v60"], ["main"], []]) {
      const pinned = { ...runs(60, "production"), tags: [...tags, releasedTag("production", digestOf(60))] };
      expect(expired(images.with(59, pinned), 10)).not.toContain(60);
    }
  });

  test("versions are pushed out by versions alone, and what is tagged otherwise by all that is newer", () => {
    const other = (number: number): PushedImage => ({ ...pushed(number), tags: [`main-${number}`] });
    const mixed = images.map((image, index) => (index < 45 ? other(index + 1) : image));
    expect(expired(mixed, 10)).toEqual([...Array.from({ length: 35 }, (_, index) => index + 11), 56, 57, 58, 59, 60]);
  });

  test("untagged ones are kept for two weeks or as it is told, or as long as what lists them", () => {
    const part = (number: number): PushedImage => ({ ...pushed(number), tags: [] });
    const list = { ...runs(40, "staging"), lists: [digestOf(41)] };
    expect(expired([part(14), part(15), part(41), list])).toEqual([15]);
    expect(expired([part(7), part(8)], 10, 7)).toEqual([8]);
  });
});

test("hands on the address that images are pushed to", () => {
  expect(template.outputs().url).toEqual({ value: reference(template, "aws_ecr_repository", "repository_url") });
});
