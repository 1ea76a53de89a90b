import { accountStackName, baseStackName } from "../../model/stack-names";
import type { Stack } from "../../running/terraform";
import { emulatorClient } from "../aws-client";
import type { Rehearsal } from "../context";
import { settingsOf } from "../delivery-roles";
import { prerequisitesOf, secretsToFill } from "../prerequisites";
import { fillSecrets, releaseImage, seedImage } from "../seed";

/**
 * What the delivery pipeline does between two stacks, under its roles: images into the account's repositories, digests into
 * the base's parameters, and what a person does: values into the base's secrets. An image that was pushed before is released
 * again, as its services may be others now.
 */
export async function releaseAfter({ environment, plan, emulator, images }: Rehearsal, { name }: Stack): Promise<void> {
  const { arns, github } = plan.account;
  const settings = emulatorClient(emulator.value, environment.account.region);
  const wanted = prerequisitesOf(plan).filter((prerequisite) => prerequisite.kind === "image");
  const pushed = images.orNothing ?? [];
  if (name === accountStackName(environment.account.name)) {
    const pushing = await settingsOf(settings, github === undefined ? undefined : arns.imagePushRole);
    const lacking = wanted.filter(({ repository }) => !pushed.some((image) => image.repository === repository));
    images.set([...pushed, ...(await Promise.all(lacking.map((image) => seedImage(pushing, image))))]);
  }
  if (name === baseStackName(environment.name)) {
    const releasing = await settingsOf(settings, github === undefined ? undefined : arns.releaseRole(environment.name));
    const digests = new Map(pushed.map(({ repository, digest }) => [repository, digest]));
    const released = wanted.flatMap((image) => {
      const digest = digests.get(image.repository);
      return digest === undefined ? [] : [{ ...image, digest }];
    });
    await Promise.all(released.map((image) => releaseImage(releasing, environment.name, image)));
    await fillSecrets(settings, secretsToFill(plan));
  }
}
