import type { Environment } from "../../config/schema/environment";
import type { InstanceSize } from "../../model/host-size";
import { inWords } from "../aws/aws-failure";
import { clientSettings } from "../aws/client-settings";
import { imageClients, newestImage } from "./newest-image";

/** @returns the id of the newest image, as the account's region has it */
export function findNewestImage(environment: Environment, architecture: InstanceSize["architecture"]): Promise<string> {
  return inWords(() => newestImage(imageClients(clientSettings(environment)), architecture));
}
