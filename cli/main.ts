import { Command } from "commander";
import { MendableError } from "../model/mendable-error";
import { exitCodes } from "../running/user-error";
import { amiCommand } from "./ami";
import { awakeCommand } from "./awake";
import { checkCommand } from "./check";
import type { AskingContext } from "./command-context";
import { commentCommand } from "./comment";
import { compareCommand } from "./compare";
import { costCommand } from "./cost";
import { driftCommand } from "./drift";
import { emulatorCommand } from "./emulator";
import { gateCommand } from "./gate";
import { listCommand } from "./list";
import { lockCommand } from "./lock";
import { planCommand } from "./plan";
import { planReportCommand } from "./plan-report";
import { preflightCommand } from "./preflight";
import { rehearseCommand } from "./rehearse";
import { releaseCommand } from "./release";
import { runCommand } from "./run";
import { scanCommand } from "./scan";
import { scheduleCommand } from "./schedule";
import { smokeCommand } from "./smoke";
import { workspaceCommand } from "./workspace";

// Node 20 is supported here, and what the AWS clients say about their own future is no concern of the person.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const context: AskingContext = {
  environment: process.env,
  projectRoot: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
};

const program = new Command("slipway")
  .description("from one YAML file per environment to reviewed and rehearsed Terraform")
  .addCommand(checkCommand())
  .addCommand(scanCommand(context))
  .addCommand(costCommand(context))
  .addCommand(compareCommand(context))
  .addCommand(listCommand(context))
  .addCommand(lockCommand(context))
  .addCommand(workspaceCommand(context))
  .addCommand(planCommand(context))
  .addCommand(planReportCommand(context))
  .addCommand(commentCommand(context))
  .addCommand(runCommand(context))
  .addCommand(gateCommand(context))
  .addCommand(driftCommand(context))
  .addCommand(scheduleCommand(context))
  .addCommand(awakeCommand(context))
  .addCommand(amiCommand(context))
  .addCommand(preflightCommand(context))
  .addCommand(releaseCommand(context))
  .addCommand(smokeCommand(context))
  .addCommand(rehearseCommand(context))
  .addCommand(emulatorCommand(context));

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof MendableError ? error.message : error);
  process.exitCode = exitCodes.failed;
});
