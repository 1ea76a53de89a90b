import { type ParameterHistory, paginateGetParameterHistory } from "@aws-sdk/client-ssm";
import { digestPattern } from "../../../model/image-digest";
import type { ReleaseClients } from "../clients";
import type { HostedService } from "../released-service";

/**
 * What ran before. After a release that failed, and after one that was taken back, the parameter's history tells the digest
 * before once more: what comes back takes all away that was written since. AWS keeps a hundred versions.
 *
 * @returns nothing where the parameter has held no other digest
 */
export async function earlierDigest(
  { parameters }: ReleaseClients,
  { parameter }: HostedService,
  running: string,
): Promise<string | undefined> {
  const history: ParameterHistory[] = [];
  for await (const { Parameters = [] } of paginateGetParameterHistory({ client: parameters }, { Name: parameter })) {
    history.push(...Parameters);
  }
  const ran = new Set<string>();
  for (const { Value = "" } of history.sort((one, other) => (one.Version ?? 0) - (other.Version ?? 0))) {
    const all = [...ran];
    for (const later of all.slice(ran.has(Value) ? all.indexOf(Value) : all.length)) ran.delete(later);
    if (new RegExp(digestPattern).test(Value)) ran.add(Value);
  }
  ran.delete(running);
  return [...ran].at(-1);
}
