import { type DataTerraformRemoteState, TerraformBackend } from "cdktf";
import type { Construct } from "constructs";
import { defaultTerraformCloudHost } from "../model/terraform-cloud";

export interface TerraformCloudBlockProps {
  readonly organization: string;
  readonly hostname: string;
  readonly workspace: string;
}

/**
 * The `cloud` block, without the usual host name, so that `TF_CLOUD_HOSTNAME` can aim it elsewhere. cdktf's own CloudBackend
 * starts `terraform version` for every stack; synthesis here starts no process.
 */
export class TerraformCloudBlock extends TerraformBackend {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: TerraformCloudBlockProps,
  ) {
    super(scope, id, "cloud");
  }

  override toTerraform() {
    const { organization, hostname, workspace } = this.props;
    const host = hostname === defaultTerraformCloudHost ? {} : { hostname };
    return { terraform: { cloud: { ...host, organization, workspaces: { name: workspace } } } };
  }

  override toMetadata() {
    return { backend: "cloud", cloud: "tfc" };
  }

  override getRemoteStateDataSource(): DataTerraformRemoteState {
    throw new Error("stacks find each other by name and never read another stack's state");
  }
}
