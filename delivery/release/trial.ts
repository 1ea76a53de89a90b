import type { ECRClient } from "@aws-sdk/client-ecr";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import { UserError } from "../../running/user-error";
import { hasPassed } from "./released-image";
import type { ReleasedImage } from "./released-service";

/** An environment that an image has to be released to before the target's gets it. */
export interface Trial {
  readonly environment: string;
  /** Images of another registry are others, built from the same commit. */
  readonly isOfSameRegistry: boolean;
  /** Its services that run images of the target's repository. */
  readonly services: readonly string[];
}

export function trialIn({ name, account, services }: EnvironmentPlan, { imageName }: ReleasedImage): Trial {
  const { accountId, region } = account;
  return {
    environment: name,
    isOfSameRegistry: imageName.startsWith(`${accountId}.dkr.ecr.${region}.`),
    services: services.filter(({ repository }) => repository.imageName === imageName).map((service) => service.name),
  };
}

/** @throws UserError where the image did not pass each trial */
export async function refuseUntried(
  images: ECRClient,
  { environment: target, repository }: ReleasedImage,
  trials: readonly Trial[],
  digest: string,
  say: (line: string) => void,
): Promise<void> {
  for (const { environment, isOfSameRegistry, services } of trials) {
    const [service] = services;
    if (!isOfSameRegistry) {
      say(
        `${environment} has images of another account or region: that its commit was tried is all that is known there`,
      );
    } else if (service === undefined) {
      throw new UserError(
        `${target} is promoted from ${environment}, which runs no image of ${repository}; add a service of it there`,
      );
    } else if (!(await hasPassed(images, { environment, repository }, digest))) {
      throw new UserError(
        `${target} is promoted from ${environment}, where no release of ${digest} has ended well; release it there first: npx slipway release ${environment} ${service} ${digest}`,
      );
    }
  }
}
