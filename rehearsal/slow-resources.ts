import { z } from "zod";
import { awsType } from "../model/aws-types/records";
import type { PendingObserver, PendingResource } from "../running/terraform";
import type { Emulator } from "./emulator";

/** How much longer than usual a resource is waited for; the provider itself would wait up to an hour. */
const patienceSeconds = 300;
const callsToName = 5;

/**
 * Says once of each resource that it takes longer than its type usually does, and gives up one that takes far longer: what
 * the provider waits for is then likely a gap of the emulator.
 */
export function slowResourceObserver(
  emulator: Pick<Emulator, "endpoint">,
  say: (line: string) => void,
): PendingObserver {
  const named = new Set<string>();
  return (resource, giveUp) => {
    const { address, type, seconds } = resource;
    const { usualSeconds } = awsType(type);
    const isTooSlow = seconds > usualSeconds + patienceSeconds;
    if (seconds <= usualSeconds || (named.has(address) && !isTooSlow)) return;
    named.add(address);
    void lastCalls(emulator).then((calls) => (isTooSlow ? giveUp : say)(slowText(resource, usualSeconds, calls)));
  };
}

function slowText({ address, seconds }: PendingResource, usualSeconds: number, calls: string): string {
  return `${address} is still being made after ${seconds} s, and usually takes up to ${usualSeconds} s; the emulator ${calls}`;
}

const callsSchema = z.array(
  z.object({ service: z.string(), action: z.string(), status: z.int(), secondsAgo: z.number() }),
);

async function lastCalls({ endpoint }: Pick<Emulator, "endpoint">): Promise<string> {
  try {
    const response = await fetch(`${endpoint}/slipway/calls?last=${callsToName}`);
    const calls = callsSchema.parse(await response.json());
    const texts = calls.map(
      ({ service, action, status, secondsAgo }) => `${service} ${action} with ${status}, ${secondsAgo} s ago`,
    );
    return `last answered ${texts.join("; ") || "nothing"}`;
  } catch {
    return "does not answer what it was asked";
  }
}
