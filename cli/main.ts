import { Command } from "commander";
import { ConfigurationError } from "../config/diagnostics";
import { checkCommand } from "./check";
import { emulatorCommand } from "./emulator";
import { listCommand } from "./list";
import { lockCommand } from "./lock";
import { planCommand } from "./plan";
import { planReportCommand } from "./plan-report";
import { rehearseCommand } from "./rehearse";
import { runCommand } from "./run";
import { scanCommand } from "./scan";
import type { Surroundings } from "./surroundings";
import { exitCodes, UserError } from "./user-error";

// Node 20 is supported here, and what the AWS clients say about their own future is no concern of the person.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const surroundings: Surroundings = {
  environment: process.env,
  projectRoot: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
};

const program = new Command("slipway")
  .description("from one YAML file per environment to reviewed and rehearsed Terraform")
  .addCommand(checkCommand())
  .addCommand(scanCommand(surroundings))
  .addCommand(listCommand(surroundings))
  .addCommand(lockCommand(surroundings))
  .addCommand(planCommand(surroundings))
  .addCommand(planReportCommand(surroundings))
  .addCommand(runCommand(surroundings))
  .addCommand(rehearseCommand(surroundings))
  .addCommand(emulatorCommand(surroundings));

program.parseAsync().catch((error: unknown) => {
  const isUsers = error instanceof ConfigurationError || error instanceof UserError;
  console.error(isUsers ? error.message : error);
  process.exitCode = exitCodes.failed;
});
