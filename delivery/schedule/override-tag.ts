import { ListTagsForResourceCommand, type SSMClient } from "@aws-sdk/client-ssm";
import type { Temporal } from "temporal-polyfill";
import { overrideEnd } from "../../model/schedule/override";
import { baseStackName } from "../../model/stack-names";
import { UserError } from "../../running/user-error";
import { isNamed } from "../aws/aws-failure";

/** Where a person keeps an environment running: a parameter of its base stack bears the tag. */
export interface OverridePlace {
  readonly environment: string;
  readonly parameter: string;
  readonly tag: string;
}

/**
 * @returns until when a person keeps it running; nothing where nobody does
 * @throws UserError where the base stack is missing, or where the tag says no time: nobody's wish is passed over
 */
export async function overriddenUntil(
  client: Pick<SSMClient, "send">,
  { environment, parameter, tag }: OverridePlace,
): Promise<Temporal.Instant | undefined> {
  const text = (await tagsOf(client, environment, parameter)).find(({ Key }) => Key === tag)?.Value;
  if (text === undefined) return undefined;
  const end = overrideEnd(text);
  if (end !== undefined) return end;
  throw new UserError(
    `tag ${tag} of ${parameter} is not a time with its offset from UTC; set it with: npx slipway awake ${environment} --until TIME`,
  );
}

async function tagsOf(client: Pick<SSMClient, "send">, environment: string, parameter: string) {
  try {
    const request = new ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId: parameter });
    return (await client.send(request)).TagList ?? [];
  } catch (error) {
    if (!isNamed(error, "InvalidResourceId", "ParameterNotFound")) throw error;
    const base = baseStackName(environment);
    throw new UserError(
      `there is no parameter ${parameter}: the base stack ${base} is missing, and without it nothing is torn down or brought back; ` +
        `apply it first: npx slipway run ${environment}`,
    );
  }
}
