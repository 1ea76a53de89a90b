import { join } from "node:path";
import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import { emulatorClient } from "../aws-client";
import type { Rehearsal, RehearsalStep } from "../context";
import { differenceProblems, readKnownDifferences } from "../known-differences";
import { differencesOf } from "./plan-again";

/** Stands in for autoscaling: Terraform must leave the number of tasks alone. */
export const scaleByHand: RehearsalStep = {
  title: "change the number of tasks by the API: still no changes",
  run: async (rehearsal) => {
    const { plan, stacks, applied, toolbox } = rehearsal;
    const runtime = stacks.value.find(({ name }) => name === plan.name);
    if (!applied.value || runtime === undefined) return {};
    const details: string[] = [];
    for (const service of scaled(plan)) details.push(await scale(rehearsal, service));
    const known = readKnownDifferences(join(toolbox.projectRoot, "emulator", "known-differences.json"));
    const differences = await differencesOf(rehearsal, runtime);
    const ofRuntime = known.filter(({ resourceType }) => resourceType in runtime.resourcesByType);
    return { details, problems: differenceProblems(differences, ofRuntime) };
  },
};

function scaled({ services }: EnvironmentPlan): readonly string[] {
  return services.filter(({ scaling }) => scaling !== undefined).map(({ names }) => names.service);
}

async function scale({ plan, emulator }: Rehearsal, service: string): Promise<string> {
  const client = new ECSClient(emulatorClient(emulator.value, plan.account.region));
  const { cluster } = plan.names;
  const before = await client.send(new DescribeServicesCommand({ cluster, services: [service] }));
  const count = before.services?.[0]?.desiredCount ?? 0;
  const after = await client.send(new UpdateServiceCommand({ cluster, service, desiredCount: count + 1 }));
  return `${service}: ${count} tasks, then ${after.service?.desiredCount}`;
}
