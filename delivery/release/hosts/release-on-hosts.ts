import { digestPattern } from "../../../model/image-digest";
import { andList } from "../../../model/wording";
import { UserError } from "../../../running/user-error";
import type { ReleaseClients } from "../clients";
import { storeDigest } from "../digest-store";
import { markPassed, markReleased } from "../released-image";
import type { HostedService } from "../released-service";
import type { ReleaseResult, ReleaseWatch } from "../result";
import { storeOnly } from "../store-only";
import { earlierDigest } from "./earlier-digest";
import { runningInstances } from "./instances";
import { type EndOfRoll, rollInstances } from "./roll";

export interface Wanted {
  /** None: the one before. */
  readonly requested: string | undefined;
  /** What Terraform reads. */
  readonly stored: string;
}

/**
 * Writes the digest and has each instance bring itself to it, which changes nothing on one that is: so an interrupted release
 * goes on where it is asked for again.
 */
export async function releaseOnHosts(
  clients: ReleaseClients,
  target: HostedService,
  { requested, stored }: Wanted,
  watch: ReleaseWatch,
): Promise<ReleaseResult> {
  if ((await runningInstances(clients, target)).length === 0) return storeOnly(clients, target, requested, stored);
  const earlier = await earlierDigest(clients, target, stored);
  const digest = requested ?? earlier;
  if (digest === undefined) {
    throw new UserError(`${target.parameter} has held no digest before ${stored}; release a digest instead`);
  }
  if (watch.signal.aborted) return { outcome: "interrupted", digest, sentences: ["nothing was changed"] };
  const before = stored === digest || !new RegExp(digestPattern).test(stored) ? earlier : stored;
  const end = await begin(clients, target, { digest, stored }, watch);
  const facts = { digest, ...(before === undefined ? {} : { previousDigest: before }) };
  switch (end.state) {
    case "completed":
      await markPassed(clients.images, target, digest);
      return { ...facts, outcome: "released", sentences: [`${target.name} runs it on ${andList(end.told)}`] };
    case "failed": {
      const back = await takeBack(clients, target, before, watch);
      return { ...facts, outcome: "rolled-back", sentences: [...end.reasons, ...back] };
    }
    case "unfinished":
      return {
        ...facts,
        outcome: end.isInterrupted ? "interrupted" : "unfinished",
        sentences: howToGoOn(target, digest, end),
      };
  }
}

/** Where no instance could be told, the digest is taken back. */
async function begin(
  clients: ReleaseClients,
  target: HostedService,
  { digest, stored }: { readonly digest: string; readonly stored: string },
  watch: ReleaseWatch,
): Promise<EndOfRoll> {
  await markReleased(clients.images, target, digest);
  if (stored !== digest) {
    await storeDigest(clients, target, digest);
    watch.say(`wrote the digest to ${target.parameter}`);
  }
  try {
    return await rollInstances(clients, target, watch, false);
  } catch (error) {
    if (stored !== digest) await storeDigest(clients, target, stored);
    throw error;
  }
}

/** Ctrl-C does not cut it short: what has failed must not stay. */
async function takeBack(
  clients: ReleaseClients,
  target: HostedService,
  before: string | undefined,
  watch: ReleaseWatch,
): Promise<readonly string[]> {
  if (before === undefined) return [`${target.parameter} has held no digest before, so nothing else can run`];
  await storeDigest(clients, target, before);
  watch.say(`wrote ${before} to ${target.parameter} again`);
  const end = await rollInstances(clients, target, { ...watch, signal: new AbortController().signal }, true);
  const holds = `${target.parameter} holds ${before} again`;
  if (end.state === "completed") return [`${holds}, and ${andList(end.told)} ${verb(end.told, "runs", "run")} it`];
  const left = end.state === "failed" ? end.reasons : [end.because];
  return [
    `${holds}, but not all instances run it: ${left.join("; ")}`,
    "look at one with: aws ssm start-session --target INSTANCE",
  ];
}

function howToGoOn(
  { environment, name, parameter }: HostedService,
  digest: string,
  { because, told }: Extract<EndOfRoll, { readonly state: "unfinished" }>,
): readonly string[] {
  const command = `npx slipway release ${environment} ${name}`;
  const who = told.length === 0 ? "no instance was" : `${andList(told)} ${verb(told, "was", "were")}`;
  return [
    `${because}; ${parameter} holds the new digest, and ${who} told of it`,
    `go on with: ${command} ${digest}`,
    `or go back with: ${command} --rollback`,
  ];
}

function verb(instances: readonly string[], one: string, several: string): string {
  return instances.length === 1 ? one : several;
}
