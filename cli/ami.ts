import { readFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { withInstanceImage } from "../config/instance-image";
import { planEnvironment } from "../model/plan/environment-plan";
import { writeWhole } from "../running/write-whole";
import type { CommandContext } from "./command-context";

interface Flags {
  readonly json: boolean;
}

/** `slipway ami NAME`: instances get newer system packages by an image that a person has looked at. */
export function amiCommand({ projectRoot, stdout }: CommandContext): Command {
  return new Command("ami")
    .description("write the newest image of Ubuntu 22.04 into an environment whose instances start from it")
    .argument("<name>", "environment")
    .option("--json", "one machine-readable document on standard output", false)
    .addHelpText(
      "after",
      "\nAsks the account's region for what Canonical publishes and writes instances.amiId; commit it, and the next apply\n" +
        "replaces the instances one after the other. Between two images, security updates install themselves.",
    )
    .action(async (name: string, { json }: Flags) => {
      const environment = environmentNamed(projectRoot, name);
      // On Fargate too: who switches has the image already.
      const [group] = planEnvironment({ ...environment, compute: "ec2" }).hosts;
      const before = environment.instances.amiId;
      // Loaded late: AWS clients would slow every other verb down.
      const { findNewestImage } = await import("../delivery/hosts/find-newest-image");
      const amiId = await findNewestImage(environment, group?.instance.architecture ?? "x86_64");
      const file = `config/environments/${name}.yaml`;
      if (amiId !== before) {
        const place = path.join(projectRoot, file);
        writeWhole(place, withInstanceImage(readFileSync(place, "utf8"), amiId));
      }
      const change =
        amiId === before ? `${name} has the newest image, ${amiId}` : `${file}: ${before ?? "none"} -> ${amiId}`;
      stdout.write(json ? `${JSON.stringify({ environment: name, file, before, amiId }, null, 2)}\n` : `${change}\n`);
    });
}
