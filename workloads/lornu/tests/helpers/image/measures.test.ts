import { expect, test } from "vitest";
import { coldStartFaults, layerLines, sizeFaults } from "./measures";

const mebibyte = 2 ** 20;

test("passes layers up to the limit, and no byte more", () => {
  const layers = [
    { bytes: 219 * mebibyte, createdBy: "packages" },
    { bytes: mebibyte, createdBy: "program" },
  ];
  expect(sizeFaults(layers)).toEqual([]);
  expect(sizeFaults([...layers, { bytes: 1, createdBy: "more" }])).toEqual([
    "220 MiB above the base; at most 220 are meant",
  ]);
});

test("measures a start by what the same container takes to do nothing", () => {
  expect(coldStartFaults({ startMilliseconds: 6000, bareMilliseconds: 300 })).toEqual([]);
  expect(coldStartFaults({ startMilliseconds: 6300, bareMilliseconds: 300 })).toEqual([
    "healthy after 21.0 times a bare start; at most 20 are meant",
  ]);
});

test("prints the layers that hold files, largest first", () => {
  const lines = layerLines([
    { bytes: 0, createdBy: '/bin/sh -c #(nop) CMD ["python"]' },
    { bytes: mebibyte / 2, createdBy: "/bin/sh -c rm -rf /usr/local/bin/pip*" },
    { bytes: 150 * mebibyte, createdBy: "/bin/sh -c #(nop) COPY dir:a6da58b3 in ./.venv " },
  ]);
  expect(lines).toEqual(["  150.00 MiB  COPY ./.venv", "    0.50 MiB  rm -rf /usr/local/bin/pip*"]);
});
