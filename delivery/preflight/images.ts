import { DescribeImagesCommand } from "@aws-sdk/client-ecr";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import type { Environment } from "../../config/schema/environment";
import { digestPattern } from "../../model/image-digest";
import { serviceNames } from "../../model/naming";
import { baseStackName } from "../../model/stack-names";
import { isNamed } from "../aws/aws-failure";
import { type Finding, missing, ok, type Question } from "./answer";
import type { PreflightClients } from "./clients";
import { foundOr } from "./existence";

/** Whether the image that each service is to run is in the registry. */
export function imageQuestions(environment: Environment, clients: PreflightClients): readonly Question[] {
  return Object.entries(environment.services).map(([service, { repository }]) => ({
    subject: `image of ${service}`,
    find: () => imageFinding(environment, clients, service, repository),
  }));
}

async function imageFinding(
  { name, namePrefix }: Environment,
  { images, parameters }: PreflightClients,
  service: string,
  repositoryName: string,
): Promise<Finding> {
  const { imageDigestParameter: Name } = serviceNames(namePrefix, service);
  const stored = await foundOr(
    () => parameters.send(new GetParameterCommand({ Name })),
    (error) => isNamed(error, "ParameterNotFound"),
  );
  if (stored === undefined) return missing(`there is no parameter ${Name}; apply ${baseStackName(name)} first`);
  const imageDigest = stored.Parameter?.Value ?? "";
  const toRelease = `push one, then: npx slipway release ${name} ${service} DIGEST`;
  if (!new RegExp(digestPattern).test(imageDigest)) return missing(`none was released yet; ${toRelease}`);
  const image = await foundOr(
    () => images.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageDigest }] })),
    (error) => isNamed(error, "ImageNotFoundException", "RepositoryNotFoundException"),
  );
  return image === undefined
    ? missing(`${repositoryName} does not hold ${imageDigest}; ${toRelease}`)
    : ok(imageDigest);
}
