import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import { ProjectCopy } from "../helpers/project-copy";
import { expectCleanSideBySide } from "../helpers/side-by-side";

const files = [
  "config/accounts/aldeia.yaml",
  "config/environments/aldeia-staging.yaml",
  "config/environments/aldeia-production.yaml",
];
const names = ["aldeia-staging", "aldeia-production"] as const;

/** The system in a project of its own, with the runtime of some environments switched and nothing else. */
function projectWithSwitched(...switched: readonly string[]): ProjectCopy {
  const project = new ProjectCopy(["emulator", "workloads/aldeia"]);
  for (const folder of ["config/accounts", "config/environments"]) {
    rmSync(project.path(folder), { recursive: true });
    mkdirSync(project.path(folder));
  }
  for (const file of files) copyFileSync(file, project.path(file));
  for (const name of switched) project.edit(`config/environments/${name}.yaml`, withOtherCompute);
  return project;
}

function withOtherCompute(text: string): string {
  return text.includes("compute: ec2")
    ? text.replace("compute: ec2", "compute: fargate").replace(/roleName: \S+, /, "")
    : text.replace("\nservices:", "\ncompute: ec2\nservices:");
}

test("staging and production are made side by side in one account, each under its own roles", async () => {
  await expectCleanSideBySide(names);
});

test.each([[["aldeia-staging"]], [["aldeia-production"]], [[...names]]])(
  "with the compute of %s switched, both are made side by side, each under its own roles",
  async (switched) => {
    const project = projectWithSwitched(...switched);
    try {
      await expectCleanSideBySide(names, { folder: project.folder });
    } finally {
      project.dispose();
    }
  },
);

test("switching changes one key, and the name of the role that is explicit", () => {
  const project = projectWithSwitched(...names);
  for (const name of names) expect(project.read(`config/environments/${name}.yaml`)).toMatch(/^compute: /m);
  project.dispose();
});
