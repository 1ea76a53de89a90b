import { join } from "node:path";
import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { environmentNames, serviceNames } from "../../model/naming";
import { emulatorClient } from "../aws-client";
import type { Rehearsal, RehearsalStep } from "../context";
import { differenceProblems, readKnownDifferences } from "../known-differences";
import { differencesOf } from "./plan-again";

/** Stands in for autoscaling: Terraform must leave the number of tasks alone. */
export const scaleByHand: RehearsalStep = {
  title: "change the number of tasks by the API: still no changes",
  run: async (rehearsal) => {
    const { environment, stacks, terraform, applied, toolbox } = rehearsal;
    const runtime = stacks.value.find(({ name }) => name === environment.name);
    if (!applied.value || runtime === undefined) return {};
    const details: string[] = [];
    for (const name of Object.keys(environment.services)) details.push(await scale(rehearsal, name));
    const known = readKnownDifferences(join(toolbox.projectRoot, "emulator", "known-differences.json"));
    const differences = await differencesOf(terraform.value, runtime);
    const ofRuntime = known.filter(({ resourceType }) => resourceType in runtime.resourcesByType);
    return { details, problems: differenceProblems(differences, ofRuntime) };
  },
};

async function scale({ environment, emulator }: Rehearsal, name: string): Promise<string> {
  const { namePrefix, account } = environment;
  const client = new ECSClient(emulatorClient(emulator.value, account.region));
  const { cluster } = environmentNames(namePrefix, account.accountId);
  const { service } = serviceNames(namePrefix, name);
  const before = await client.send(new DescribeServicesCommand({ cluster, services: [service] }));
  const count = before.services?.[0]?.desiredCount ?? 0;
  const after = await client.send(new UpdateServiceCommand({ cluster, service, desiredCount: count + 1 }));
  return `${service}: ${count} tasks, then ${after.service?.desiredCount}`;
}
