import { DescribeImagesCommand } from "@aws-sdk/client-ecr";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { digestPattern } from "../../model/image-digest";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import type { ServicePlan } from "../../model/plan/service-plan";
import { releasedTag } from "../../model/released-tag";
import { isNamed } from "../aws/aws-failure";
import { type Finding, missing, ok, type Question } from "./answer";
import type { PreflightClients } from "./clients";
import { foundOr } from "./existence";

/** Whether the image that each service is to run is in the registry, and stays there. */
export function imageQuestions(plan: EnvironmentPlan, clients: PreflightClients): readonly Question[] {
  return plan.services.map((service) => ({
    subject: `image of ${service.name}`,
    find: () => imageFinding(plan, clients, service),
  }));
}

async function imageFinding(
  { name, stacks }: EnvironmentPlan,
  { images, parameters }: PreflightClients,
  { name: service, names, repository }: ServicePlan,
): Promise<Finding> {
  const { imageDigestParameter: Name } = names;
  const repositoryName = repository.name;
  const stored = await foundOr(
    () => parameters.send(new GetParameterCommand({ Name })),
    (error) => isNamed(error, "ParameterNotFound"),
  );
  if (stored === undefined) return missing(`there is no parameter ${Name}; apply ${stacks.base} first`);
  const imageDigest = stored.Parameter?.Value ?? "";
  const toRelease = `push one, then: npx slipway release ${name} ${service} DIGEST`;
  if (!new RegExp(digestPattern).test(imageDigest)) return missing(`none was released yet; ${toRelease}`);
  const image = await foundOr(
    () => images.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageDigest }] })),
    (error) => isNamed(error, "ImageNotFoundException", "RepositoryNotFoundException"),
  );
  if (image === undefined) return missing(`${repositoryName} does not hold ${imageDigest}; ${toRelease}`);
  const isMarked = image.imageDetails?.some(({ imageTags }) => imageTags?.includes(releasedTag(name, imageDigest)));
  return isMarked
    ? ok(imageDigest)
    : missing(
        `${repositoryName} may expire ${imageDigest}; mark it: npx slipway release ${name} ${service} ${imageDigest}`,
      );
}
