import { GetParameterCommand, PutParameterCommand } from "@aws-sdk/client-ssm";
import { baseStackName } from "../../model/stack-names";
import { UserError } from "../../running/user-error";
import { isNamed } from "../aws/aws-failure";
import type { ReleaseClients } from "./clients";
import type { ReleasedImage } from "./released-service";

/** @returns what the service's parameter holds: the digest that Terraform reads */
export async function storedDigest({ parameters }: ReleaseClients, service: ReleasedImage): Promise<string> {
  try {
    const { Parameter } = await parameters.send(new GetParameterCommand({ Name: service.parameter }));
    return Parameter?.Value ?? "";
  } catch (error) {
    if (!isNamed(error, "ParameterNotFound")) throw error;
    const base = baseStackName(service.environment);
    throw new UserError(`there is no parameter ${service.parameter}; apply the base stack ${base} first`);
  }
}

export async function storeDigest(
  { parameters }: ReleaseClients,
  { parameter }: ReleasedImage,
  digest: string,
): Promise<void> {
  await parameters.send(new PutParameterCommand({ Name: parameter, Value: digest, Overwrite: true }));
}
