import { type DataTerraformRemoteState, TerraformBackend } from "cdktf";
import type { Construct } from "constructs";

export interface TerraformCloudBlockProps {
  readonly organization: string;
  readonly workspace: string;
}

/**
 * The `cloud` block without a host name, so that `TF_CLOUD_HOSTNAME` can aim it elsewhere. cdktf's own CloudBackend
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
    return {
      terraform: { cloud: { organization: this.props.organization, workspaces: { name: this.props.workspace } } },
    };
  }

  override toMetadata() {
    return { backend: "cloud", cloud: "tfc" };
  }

  override getRemoteStateDataSource(): DataTerraformRemoteState {
    throw new Error("stacks find each other by name and never read another stack's state");
  }
}
