import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { InstanceSize } from "../../model/host-size";
import { publishedImage } from "../../model/plan/host-image";
import { UserError } from "../../running/user-error";
import { isNamed } from "../aws/aws-failure";
import type { ClientSettings } from "../aws/client-settings";

export function imageClients(settings: ClientSettings) {
  return { parameters: new SSMClient(settings) };
}

/** @returns the id of the newest image that Canonical publishes for Ubuntu 22.04 in the clients' region */
export async function newestImage(
  { parameters }: ReturnType<typeof imageClients>,
  architecture: InstanceSize["architecture"],
): Promise<string> {
  const name = publishedImage(architecture);
  const { Parameter: found } = await parameters
    .send(new GetParameterCommand({ Name: name }))
    .catch((error: unknown) => {
      if (!isNamed(error, "ParameterNotFound")) throw error;
      throw new UserError(`this region has no parameter ${name}; choose another region or instance type`);
    });
  const id = found?.Value ?? "";
  if (/^ami-[0-9a-f]{8,17}$/.test(id)) return id;
  throw new UserError(`the parameter ${name} holds no id of an image; set instances.amiId by hand`);
}
