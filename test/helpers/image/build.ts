import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ImageStore } from "./image-store";

/** Must stay out of every image: secrets above all, and what is not part of the program. */
const strays = (workloadFolder: string) => [
  ...[".env", "terraform.tfstate"],
  ...["backend/.env", "backend/service-account.json", "frontend/.env"].map((name) => `${workloadFolder}/${name}`),
];

/** A copy of what a build reads of the project, with strays in it. */
export function makeBuildContext(projectRoot: string, folder: string, { workloadFolder, files }: BuildSources): void {
  for (const name of [...files, workloadFolder]) {
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true, filter: (file) => !isMade(file) });
  }
  for (const stray of strays(workloadFolder)) {
    mkdirSync(dirname(join(folder, stray)), { recursive: true });
    writeFileSync(join(folder, stray), "secret");
  }
}

function isMade(file: string): boolean {
  return /\/(node_modules|__pycache__|\.\w+_cache)$/.test(file);
}

/** What is built, from the project's folder. */
export interface BuildSources {
  readonly workloadFolder: string;
  /** Further files that the build reads. */
  readonly files: readonly string[];
  readonly dockerfile: string;
  readonly ignoreFile: string;
}

/** One instruction of the Dockerfile in a build that has ended. */
export interface BuildStep {
  readonly instruction: string;
  /** Taken from an earlier build. */
  readonly reused: boolean;
}

/** Builds a Dockerfile of the folder; HEALTHCHECK exists in Docker's image format alone. */
export async function buildImage(
  store: ImageStore,
  folder: string,
  image: string,
  { dockerfile, ignoreFile }: Pick<BuildSources, "dockerfile" | "ignoreFile">,
  buildArguments: readonly string[],
): Promise<readonly BuildStep[]> {
  const files = [`--file=${join(folder, dockerfile)}`, `--ignorefile=${join(folder, ignoreFile)}`];
  const options = ["--isolation=chroot", "--format=docker", "--layers", `--tag=${image}`, ...files, ...buildArguments];
  return buildSteps(await store.buildah("bud", ...options, folder));
}

/** @param output buildah's: each step, and after it `--> ID` or `--> Using cache ID` */
export function buildSteps(output: string): readonly BuildStep[] {
  return output
    .split(/^(?:\[\d+\/\d+\] )?STEP \d+\/\d+: /m)
    .slice(1)
    .map((step) => ({ instruction: step.split("\n", 1)[0] ?? "", reused: /^--> Using cache /m.test(step) }));
}
