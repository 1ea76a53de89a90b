import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadConfiguration } from "../../config/load";
import { compareRuntimes } from "../../model/compare/comparison";
import type { EnvironmentCost } from "../../model/cost/environment-cost";

/** The design document's estimates of compute alone, beside what the settings cost. */
const { environments } = loadConfiguration(".");
const comparisons = ["aldeia-production", "aldeia-staging"].map((name) => {
  const environment = environments.find((candidate) => candidate.name === name);
  if (environment === undefined) throw new Error(`${name} is not there`);
  return compareRuntimes(environment);
});
const [production, staging] = comparisons.map(({ sides }) => sides);
const document = readFileSync("docs/aldeia-compare.md", "utf8");

function computeOf(cost: EnvironmentCost | undefined, of = /^(tasks|instances) of /): number {
  const lines = cost?.lines.filter(({ what }) => of.test(what)) ?? [];
  return lines.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0);
}

const [least, most] = [computeOf(production?.fargate.cost), computeOf(production?.fargate.most)];
const instance = computeOf(staging?.ec2.cost);

test.each([
  ["staging on EC2", "~30", [instance]],
  ["staging on Fargate", "~52", [computeOf(staging?.fargate.cost)]],
  ["production on EC2", "120-240", [computeOf(production?.ec2.cost), computeOf(production?.ec2.most)]],
  ["production on Fargate", "210-300", [least, most]],
  ["hybrid, staging on EC2 and production on Fargate", "240-270", [instance + least, instance + most]],
])("%s: the document's %s beside what it costs", (what, estimate, computed) => {
  const figures = computed.map((usd) => usd.toFixed(2)).join("-");
  expect(document).toContain(`| ${what} | ${estimate} | ${figures} |`);
});

test("the recommendation is the document's: instances for staging, Fargate for production", () => {
  expect(comparisons.map(({ recommended }) => recommended)).toEqual(["fargate", "ec2"]);
  const high = comparisons[0]?.factors.find(({ aspect }) => aspect === "cost at high traffic");
  expect(high).toMatchObject({ better: "fargate" });
});

test("the document's estimates of Fargate are vCPUs alone", () => {
  const vcpus = computeOf(staging?.fargate.cost, /^tasks of .*: vCPU$/);
  expect(vcpus).toBeCloseTo(52, 0);
  expect(document).toContain(`are vCPUs alone, ${vcpus.toFixed(2)} together`);
  const chromadb = computeOf(production?.fargate.cost, /^tasks of chromadb: vCPU$/);
  const ofDocument = [production?.fargate.cost, production?.fargate.most].map((cost) =>
    (computeOf(cost, /^tasks of .*: vCPU$/) + chromadb).toFixed(2),
  );
  expect(document).toContain(`again vCPUs alone, ${ofDocument.join(" to ")}, and two tasks of ChromaDB`);
});
