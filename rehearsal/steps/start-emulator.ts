import { join } from "node:path";
import { Authorizer } from "../authorizer";
import type { RehearsalStep } from "../context";
import { startEmulator, writeAwsConfig } from "../emulator";
import { recordKeptEmulator } from "../kept-emulator";

export const startTheEmulator: RehearsalStep = {
  title: "start the AWS emulator",
  run: async ({ environment, options, toolbox, folder, logFolder, python, authorizer, emulator }) => {
    const { account } = environment;
    const judge = await Authorizer.start();
    authorizer.set(judge);
    const started = await startEmulator(toolbox.shutdown.children, {
      python: python.value,
      packageFolder: join(toolbox.projectRoot, "emulator"),
      environment: toolbox.environment,
      accountId: account.accountId,
      region: account.region,
      logFile: join(logFolder, "emulator.log"),
      authorizerUrl: judge.url,
      outlives: options.keep,
    });
    writeAwsConfig(folder.local, account.region, started.endpoint);
    if (options.keep) recordKeptEmulator(folder, started, environment.name);
    emulator.set(started);
    return { details: [started.endpoint] };
  },
};
