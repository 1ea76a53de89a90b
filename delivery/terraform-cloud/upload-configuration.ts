import { z } from "zod";
import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "./client";
import { TerraformCloudError } from "./refusal";
import type { StackWorkspace } from "./workspace-of-stack";

const versionSchema = z.object({
  data: z.object({
    id: z.string(),
    attributes: z.object({
      status: z.string(),
      error: z.string().nullish(),
      "error-message": z.string().nullish(),
      "upload-url": z.string().nullish(),
    }),
  }),
});

export interface Configuration {
  /** Speculative: no run of it can be applied. */
  readonly planOnly: boolean;
  /** The stack's folder as a .tar.gz. */
  readonly configuration: Uint8Array;
}

/** @returns the id of the configuration version, which runs can be made of */
export async function uploadConfiguration(
  client: TerraformCloudClient,
  { id: workspaceId }: StackWorkspace,
  { planOnly, configuration }: Configuration,
  longestMilliseconds = longestUploadMilliseconds,
): Promise<string> {
  const attributes = { "auto-queue-runs": false, speculative: planOnly };
  const document = { data: { type: "configuration-versions", attributes } };
  const make = () => client.post(`/workspaces/${workspaceId}/configuration-versions`, document, versionSchema);
  // One that nothing is uploaded to starts nothing and is shown nowhere, so it does not matter if there are two.
  const { data } = await make().catch((error: unknown) => {
    if (error instanceof TerraformCloudError && error.isUncertain) return make();
    throw error;
  });
  const url = data.attributes["upload-url"] ?? undefined;
  if (url === undefined) throw new UserError(`${client.hostname} names no address for the upload`);
  await client.upload(url, configuration);
  await processed(client, data.id, longestMilliseconds);
  return data.id;
}

/** Documentation, Configuration Versions API, "Configuration Version States": only `uploaded` can be used in a run. */
async function processed(client: TerraformCloudClient, id: string, longestMilliseconds: number): Promise<void> {
  const deadline = Date.now() + longestMilliseconds;
  for (;;) {
    const { status, ...told } = (await client.get(`/configuration-versions/${id}`, versionSchema)).data.attributes;
    if (status === "uploaded") return;
    if (status !== "pending" && status !== "fetching") {
      const reasons = [told.error ?? "", told["error-message"] ?? ""].filter((reason) => reason !== "");
      const sentence = `${client.hostname} cannot use the uploaded configuration ${id}, which is ${status}`;
      throw new UserError([sentence, ...reasons].join(": "));
    }
    if (Date.now() > deadline) {
      const seconds = longestMilliseconds / 1000;
      throw new UserError(
        `${client.hostname} has not read the uploaded configuration ${id} after ${seconds} seconds: it is still ${status}; try again later`,
      );
    }
    await client.sleep(pollMilliseconds);
  }
}

/** Terraform's own client gives up after half of it (internal/cloud, `uploadConfigurationVersion`). */
const longestUploadMilliseconds = 60_000;
const pollMilliseconds = 500;
