import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ignoredBy } from "../../../../delivery/images/docker-ignore";
import { temporaryFolder } from "../../../../running/tools/testing/temporary-toolbox";
import { baseImagesFile, buildArguments, buildArgumentsOutput, readBaseImages } from "./base-images";

test("lists the bases that the Dockerfile names", () => {
  const defaults = [...readFileSync("Dockerfile", "utf8").matchAll(/^ARG (\w+_IMAGE)=(.+)$/gm)];
  expect(defaults.map(([, argument, reference]) => [argument, reference])).toEqual(
    Object.entries(readBaseImages(baseImagesFile)).map(([argument, { reference }]) => [argument, reference]),
  );
});

test("has the version of uv that the tools have", () => {
  const version = /^uv==(\S+)/m.exec(readFileSync("test/helpers/image/tools.txt", "utf8"))?.[1];
  expect(readBaseImages(baseImagesFile).UV_IMAGE?.reference).toMatch(new RegExp(`:${version}$`));
});

test("names a base by its digest once it has one", () => {
  const digest = `sha256:${"5".repeat(64)}`;
  const images = {
    BUN_IMAGE: { reference: "oven/bun:alpine", digest },
    UV_IMAGE: { reference: "ghcr.io/astral-sh/uv:0.13.9", digest },
    PYTHON_IMAGE: { reference: "python:3.11-slim", digest: null },
  };
  const pinned = [`BUN_IMAGE=docker.io/oven/bun@${digest}`, `UV_IMAGE=ghcr.io/astral-sh/uv@${digest}`];
  expect(buildArguments(images)).toEqual(
    [...pinned, "PYTHON_IMAGE=docker.io/library/python:3.11-slim"].map((argument) => `--build-arg=${argument}`),
  );
  const { PYTHON_IMAGE, ...others } = images;
  expect(buildArgumentsOutput(others)).toBe(`arguments<<END\n${pinned.join("\n")}\nEND\n`);
  expect(() => buildArgumentsOutput(images)).toThrow(
    `no image is built for an account on bases without a digest: ${PYTHON_IMAGE.reference} in ${baseImagesFile}; run npm run images:pin`,
  );
});

test("is among what the build's context holds, so that new digests build the image anew", () => {
  expect(ignoredBy(readFileSync(".dockerignore", "utf8"))(baseImagesFile)).toBe(false);
});

test.each(["python", "python:", "Python:3.11", "python:3.11-slim@sha256:5"])("refuses %s as a base", (reference) => {
  expect(() => buildArguments({ PYTHON_IMAGE: { reference, digest: null } })).toThrow(
    `${reference} is not the name of an image with a tag; write it as python:3.11-slim`,
  );
});

test("refuses a digest that is none", () => {
  const file = join(temporaryFolder(), "base-images.json");
  writeFileSync(file, JSON.stringify({ PYTHON_IMAGE: { reference: "python:3.11-slim", digest: "sha256:new" } }));
  expect(() => readBaseImages(file)).toThrow();
});
