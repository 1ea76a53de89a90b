import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import type { Toolbox } from "../running/tools/toolbox";
import type { CommandContext } from "./command-context";
import { withToolbox } from "./session";

type Lines = readonly string[];

/** An emulator that stays up, for `SLIPWAY_TARGET=local npx cdktf deploy`. */
export function emulatorCommand(context: CommandContext): Command {
  const { projectRoot, stdout, stderr } = context;
  const say = (text: string) => void stderr.write(`${text}\n`);
  const show = async (work: (toolbox: Toolbox) => Promise<Lines>) => {
    const lines = await withToolbox(context, say, work);
    stdout.write(`${lines.join("\n")}\n`);
  };
  // Loaded late: AWS clients would slow every other verb down.
  const verbs = () => import("../rehearsal/emulator-verbs");

  const command = new Command("emulator").description("keep an AWS emulator up for cdktf deploy on the local target");
  command
    .command("start")
    .description("start it, with what the environment expects of its account")
    .argument("<name>", "environment")
    .action((name: string) => {
      const environment = environmentNamed(projectRoot, name);
      return show(async (toolbox) => (await verbs()).startKeptEmulator(environment, toolbox));
    });
  command
    .command("release")
    .description("push an image and release its digest, as the delivery pipeline does after account and base stack")
    .argument("<name>", "environment")
    .action((name: string) => {
      const environment = environmentNamed(projectRoot, name);
      return show(async (toolbox) => (await verbs()).releaseImages(environment, toolbox));
    });
  command
    .command("status")
    .description("say where it listens")
    .action(() => show(async (toolbox) => (await verbs()).emulatorStatus(toolbox)));
  command
    .command("stop")
    .description("end it, with all that it holds")
    .action(() => show(async (toolbox) => (await verbs()).stopEmulator(toolbox)));
  return command;
}
