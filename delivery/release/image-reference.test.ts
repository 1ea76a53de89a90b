import { describe, expect, test } from "vitest";
import { digestOfImage, requestedDigest } from "./image-reference";

const repository = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-agent";
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("the image to release", () => {
  test("is named by its digest, or as docker inspect prints it", () => {
    expect(requestedDigest(digest, repository)).toBe(digest);
    expect(requestedDigest(`${repository}@${digest}\n`, repository)).toBe(digest);
  });

  test.each(["latest", "sha256:abc", `${repository}:v1`, "", `${digest}0`])("is not named by %j", (text) => {
    expect(() => requestedDigest(text, repository)).toThrow(
      `${text} is no image digest; give sha256: and 64 hexadecimal digits, alone or as ${repository}@sha256:...`,
    );
  });

  test("is one of the service's repository", () => {
    expect(() => requestedDigest(`docker.io/library/nginx@${digest}`, repository)).toThrow(
      `docker.io/library/nginx is not where the service's images are; that is ${repository}`,
    );
  });
});

test("a container's image tells its digest only where it is pinned to one", () => {
  expect(digestOfImage(`${repository}@${digest}`)).toBe(digest);
  expect(digestOfImage(`${repository}:latest`)).toBeUndefined();
  expect(digestOfImage(undefined)).toBeUndefined();
});
