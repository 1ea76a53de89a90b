import { z } from "zod";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import type { Emulator } from "../emulator";

const outageSchema = z.object({
  /** Of the call that began it, among all that were made. */
  sequence: z.int(),
  /** CLUSTER/SERVICE. */
  service: z.string(),
  reason: z.string(),
  /** The call after which it did not answer. */
  begunBy: z.string(),
  /** Absent where it goes on. */
  endedBy: z.string().optional(),
  /** In the emulator, whose calls are as far apart as Terraform makes them. */
  seconds: z.number(),
});

const entranceSchema = z.object({
  services: z.array(z.object({ service: z.string(), answers: z.boolean(), reason: z.string().optional() })),
  /** Each moment at which one of them began or ceased to answer. */
  events: z.array(z.object({ sequence: z.int(), service: z.string() })),
  outages: z.array(outageSchema),
});

export type Outage = z.output<typeof outageSchema>;
export type Entrance = z.output<typeof entranceSchema>;

export async function readEntrance({ endpoint }: Pick<Emulator, "endpoint">): Promise<Entrance> {
  const response = await fetch(`${endpoint}/slipway/entrance`);
  if (!response.ok) throw new Error(`the emulator's entrance answered ${response.status}: ${await response.text()}`);
  return entranceSchema.parse(await response.json());
}

export interface JudgedEntrance {
  readonly outages: readonly Outage[];
  readonly details: readonly string[];
  readonly problems: readonly string[];
}

/** An outage that goes on is none where the settings now have no such service of the web. */
export function judgedEntrance({ services, outages }: Omit<Entrance, "events">, plan: EnvironmentPlan): JudgedEntrance {
  const wanted = new Set(
    plan.services.filter(({ kind }) => kind === "web").map(({ names }) => `${plan.names.cluster}/${names.service}`),
  );
  const found = outages.filter(({ service, endedBy }) => wanted.has(service) || endedBy !== undefined);
  const out = new Set(found.map(({ service }) => service));
  const silent = services.filter(({ service, answers }) => wanted.has(service) && !answers && !out.has(service));
  return {
    outages: found,
    details: services
      .filter(({ service }) => !out.has(service))
      .flatMap(({ service, answers }) => {
        if (answers) return [`${service} answered all the time`];
        return wanted.has(service) ? [] : [`${service} answers no longer, as its settings ask`];
      }),
    problems: [
      ...found.map(outageText),
      ...silent.map(({ service, reason }) => `${service} does not answer: ${reason}`),
    ],
  };
}

function outageText({ service, reason, begunBy, endedBy, seconds }: Outage): string {
  const until = endedBy === undefined ? "and goes on" : `until ${endedBy}`;
  return `${service} did not answer for ${seconds} s of the rehearsal, from ${begunBy} ${until}: ${reason}`;
}
