import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { Aspects, type IAspect, LocalBackend, TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { designsIn } from "../constructs/by-design";
import { type FeatureUse, requiredFeatures } from "../constructs/provider-feature";
import { assertPermitted, awsType } from "../model/aws-types/records";
import type { Design } from "../model/design";
import type { AccountPlan } from "../model/plan/account-plan";
import { isCarried, type ProviderFeature, providerVersionConstraint } from "../model/provider-features";
import type { StackKind } from "../model/stack-names";
import { workspaceName } from "../model/terraform-cloud";
import { type JsonPath, withoutPaths } from "./json-paths";
import type { Target } from "./target";
import { TerraformCloudBlock } from "./terraform-cloud-block";
import { escaped } from "./user-text";

export interface AwsStackProps {
  readonly kind: StackKind;
  readonly account: AccountPlan;
  readonly target: Target;
  readonly tags: Readonly<Record<string, string>>;
  /** Tags that others set. */
  readonly ignoredTags?: readonly string[];
  /** Terraform refuses to destroy what holds data. The local target never does: a rehearsal ends in a destroy. */
  readonly deletionProtection: boolean;
}

/** A part of the JSON that a rehearsal leaves out, because its provider does not know it. */
export interface LeftOut {
  readonly feature: ProviderFeature;
  readonly path: JsonPath;
}

/** A stack of one account and region. The only code that knows where it is deployed. */
export class AwsStack extends TerraformStack {
  private readonly target: Target;

  constructor(scope: Construct, id: string, props: AwsStackProps) {
    super(scope, id);
    this.target = props.target;
    new AwsProvider(this, "aws", providerConfig(props));
    if (props.target.kind === "cloud") {
      const { terraformCloud } = props.account;
      const { organization, hostname } = terraformCloud;
      new TerraformCloudBlock(this, "state", { organization, hostname, workspace: workspaceName(terraformCloud, id) });
    } else {
      new LocalBackend(this, { path: `${localFolder}/state/${id}.tfstate` });
    }
    const preventDestroy = props.deletionProtection && props.target.kind === "cloud";
    Aspects.of(this).add(new PermittedTypes(props.kind));
    if (preventDestroy) Aspects.of(this).add(new KeptData());
  }

  /** What the local target leaves out, in the order of the constructs. */
  leftOut(): readonly LeftOut[] {
    const { target } = this;
    if (target.kind === "cloud") return [];
    return this.featureUses().filter(({ feature }) => !isCarried(feature, target));
  }

  /** Findings that its constructs cause on purpose. */
  designs(): readonly Design[] {
    return designsIn(this);
  }

  override toTerraform() {
    const leftOut = this.leftOut();
    const template = withoutPaths(
      escaped(super.toTerraform()),
      leftOut.map(({ path }) => path),
    );
    const version = this.target.kind === "local" ? this.target.providerVersion : this.providerRange();
    template.terraform.required_providers.aws = { source: "hashicorp/aws", version };
    return template;
  }

  /** The providers that may deploy it to the cloud, whatever the target. */
  providerRange(): string {
    return providerVersionConstraint(
      this.featureUses().map(({ feature }) => feature),
      this.resources().map(({ terraformResourceType }) => terraformResourceType),
    );
  }

  private featureUses(): readonly LeftOut[] {
    return this.resources().flatMap((resource) => requiredFeatures(resource).map((use) => leftOutOf(resource, use)));
  }

  private resources(): readonly TerraformResource[] {
    return this.node.findAll().filter((construct) => TerraformResource.isTerraformResource(construct));
  }
}

/** Where a rehearsal keeps the emulator's address and the state; relative to a stack's folder in `cdktf.out`. */
const localFolder = "../../../.slipway/local";

function leftOutOf(resource: TerraformResource, use: FeatureUse): LeftOut {
  const path = ["resource", resource.terraformResourceType, resource.friendlyUniqueId, ...use.path];
  return { feature: use.feature, path };
}

function providerConfig({ account, target, tags, ignoredTags = [] }: AwsStackProps): AwsProviderConfig {
  const common = {
    region: account.region,
    allowedAccountIds: [account.accountId],
    defaultTags: [{ tags: { ...tags } }],
    ...(ignoredTags.length === 0 ? {} : { ignoreTags: [{ keys: [...ignoredTags] }] }),
  };
  if (target.kind === "cloud") return common;
  const emulatorProfile = `${localFolder}/aws-config`;
  return {
    ...common,
    profile: "slipway-local",
    sharedConfigFiles: [emulatorProfile],
    sharedCredentialsFiles: [emulatorProfile],
    skipCredentialsValidation: true,
    skipMetadataApiCheck: "true",
    skipRegionValidation: true,
    s3UsePathStyle: true,
    // The emulator answers 500 for what it lacks; the default of 25 retries would hang for minutes.
    maxRetries: 2,
  };
}

/** Guards what holds data. */
class KeptData implements IAspect {
  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || !awsType(node.terraformResourceType).holdsData) return;
    node.lifecycle = { ...node.lifecycle, preventDestroy: true };
  }
}

/** Refuses what nothing is known of, and what no role of the delivery could plan or apply. */
class PermittedTypes implements IAspect {
  constructor(private readonly kind: StackKind) {}

  visit(node: IConstruct): void {
    if (TerraformResource.isTerraformResource(node))
      assertPermitted(this.kind, "managedIn", node.terraformResourceType);
    if (TerraformDataSource.isTerraformDataSource(node))
      assertPermitted(this.kind, "lookedUpIn", node.terraformResourceType);
  }
}
