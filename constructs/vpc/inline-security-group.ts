import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { isPublicBlock } from "../../model/cidr";
import { type DesignReason, openingText } from "../../model/design";
import { httpsPort } from "../../model/ingress-plan";
import { byDesign } from "../by-design";

interface SecurityGroupRule {
  readonly description: string;
  /** Of TCP; every port where it is absent. */
  readonly port?: number;
  /** Address blocks, or ids of groups. */
  readonly peers: { readonly cidrBlocks: readonly string[] } | { readonly securityGroupIds: readonly string[] };
}

export interface InlineSecurityGroupProps {
  /** Another name makes another group, which takes the place of this one before this one goes. */
  readonly name: string;
  /** A change of it fails, as a name is not given twice. */
  readonly description: string;
  readonly vpcId: string;
  readonly ingress: readonly SecurityGroupRule[];
  readonly egress: readonly SecurityGroupRule[];
  /** What scanners find at such a group on purpose. */
  readonly reasons?: readonly DesignReason[];
  /** Ports that the reasons let lead everywhere; without it, HTTPS alone. */
  readonly reasonedPorts?: readonly number[];
}

/** A group with all of its rules inline, so that Terraform removes what others add. */
export class InlineSecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: InlineSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      name: props.name,
      description: props.description,
      vpcId: props.vpcId,
      ingress: props.ingress.map(inlineRule),
      egress: props.egress.map(inlineRule),
      tags: { Name: props.name },
      // AWS refuses to delete a group that rules of others name, or that tasks stand in.
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = group.id;
    const { name, description, vpcId, ingress, egress, reasonedPorts = [httpsPort] } = props;
    const seen = [
      ...ingress.flatMap((rule) => openings("ingress", rule, () => true)),
      ...egress.flatMap((rule) =>
        openings("egress", rule, (port) => port !== undefined && reasonedPorts.includes(port)),
      ),
      { name, description, vpc_id: vpcId, tags: { Name: name } },
    ];
    for (const reason of props.reasons ?? []) byDesign(group, { ...reason, seen });
  }
}

function inlineRule({ description, port, peers }: SecurityGroupRule) {
  return {
    description,
    protocol: "tcp",
    fromPort: port ?? 0,
    toPort: port ?? 65_535,
    ...("cidrBlocks" in peers
      ? { cidrBlocks: [...peers.cidrBlocks] }
      : { securityGroups: [...peers.securityGroupIds] }),
  };
}

/** Public blocks but for everywhere, and ways out on other ports, are the settings' own choice, and so is their risk. */
function openings(
  direction: "ingress" | "egress",
  { port, peers }: SecurityGroupRule,
  mayLeadEverywhere: (port: number | undefined) => boolean,
): readonly string[] {
  const isReasoned = (cidr: string) => !isPublicBlock(cidr) || (cidr === "0.0.0.0/0" && mayLeadEverywhere(port));
  const others = "cidrBlocks" in peers ? peers.cidrBlocks.filter(isReasoned) : peers.securityGroupIds;
  return others.map((peer) => openingText({ direction, protocol: "tcp", from: port ?? 0, to: port ?? 65_535, peer }));
}
