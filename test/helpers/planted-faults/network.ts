import { objectsOf } from "../../../model/json";
import { added, changed, groupReference, type PlantedFault, removed, set } from "./planting";

const fromEverywhere = {
  protocol: "tcp",
  from_port: 22,
  to_port: 22,
  cidr_blocks: ["0.0.0.0/0"],
  description: "planted",
};

function inline(group: string, direction: "ingress" | "egress", opening: object): PlantedFault["plant"] {
  return changed("aws_security_group", group, (body) => ({
    ...body,
    [direction]: [...objectsOf(body[direction]), { ...fromEverywhere, ...opening }],
  }));
}

function separate(type: string, group: string, rule: object): PlantedFault["plant"] {
  return (stack) => added(type, { security_group_id: groupReference(stack, group), ...rule })(stack);
}

const own = (rule: string) => ({ scanner: "slipway" as const, rule });
const tfsec = (rule: string) => ({ scanner: "tfsec" as const, rule });

export const networkFaults: readonly PlantedFault[] = [
  {
    title: "an open inline group: SSH to the load balancer, whose other openings are accepted",
    stack: "staging",
    plant: inline("load-balancer", "ingress", {}),
    foundBy: own("load-balancer-open-ports"),
  },
  {
    title: "an open inline group: SSH to the tasks",
    stack: "staging",
    plant: inline("agent-security", "ingress", {}),
    foundBy: tfsec("aws-ec2-no-public-ingress-sgr"),
  },
  {
    title: "an open separate rule into the load balancer's group",
    stack: "staging",
    plant: separate("aws_vpc_security_group_ingress_rule", "load-balancer", {
      ip_protocol: "tcp",
      from_port: 22,
      to_port: 22,
      cidr_ipv4: "0.0.0.0/0",
    }),
    foundBy: own("load-balancer-open-ports"),
  },
  {
    title: "an open separate rule of the older type",
    stack: "staging",
    plant: separate("aws_security_group_rule", "agent-security", { type: "ingress", ...fromEverywhere }),
    foundBy: own("load-balancer-open-ports"),
  },
  {
    title: "a separate rule on a group with inline ones",
    stack: "staging",
    plant: separate("aws_vpc_security_group_ingress_rule", "agent-security", {
      ip_protocol: "tcp",
      cidr_ipv4: "10.1.0.0/16",
    }),
    foundBy: own("security-group-rule-placement"),
  },
  {
    title: "tasks that the whole network reaches",
    stack: "staging",
    plant: inline("agent-security", "ingress", { from_port: 8080, to_port: 8080, cidr_blocks: ["10.1.0.0/16"] }),
    foundBy: own("service-open-ports"),
  },
  {
    title: "a way out on every port",
    stack: "staging",
    plant: inline("agent-security", "egress", { protocol: "-1", from_port: 0, to_port: 0 }),
    foundBy: own("open-egress"),
  },
  {
    title: "a further way out of the load balancer",
    stack: "staging",
    plant: inline("load-balancer", "egress", { from_port: 8443, to_port: 8443 }),
    foundBy: tfsec("aws-ec2-no-public-egress-sgr"),
  },
  {
    title: "a rule without a description",
    stack: "staging",
    plant: inline("agent-security", "ingress", { cidr_blocks: ["10.1.0.0/16"], description: null }),
    foundBy: tfsec("aws-ec2-add-description-to-security-group-rule"),
  },
  {
    title: "an open default security group",
    stack: "staging-base",
    plant: set("aws_default_security_group", "", {
      ingress: [{ protocol: "-1", self: true, from_port: 0, to_port: 0 }],
    }),
    foundBy: own("default-security-group"),
  },
  {
    title: "a subnet that gives out public addresses",
    stack: "staging-base",
    plant: set("aws_subnet", "network_private-a", { map_public_ip_on_launch: true }),
    foundBy: tfsec("aws-ec2-no-public-ip-subnet"),
  },
  {
    title: "a VPC without flow logs",
    stack: "staging-base",
    plant: removed("aws_flow_log"),
    foundBy: tfsec("aws-ec2-require-vpc-flow-logs-for-all-vpcs"),
  },
  {
    title: "a group that lets a large block of addresses in",
    stack: "staging",
    plant: inline("agent-port", "ingress", { from_port: 8080, to_port: 8080, cidr_blocks: ["52.0.0.0/8"] }),
    foundBy: own("security-group-as-planned"),
  },
  {
    title: "a private subnet that the internet reaches",
    stack: "staging-base",
    plant: changed("aws_route_table_association", "network_private-a", (body) => ({
      ...body,
      route_table_id: "${aws_route_table.network_public-routes_309B7EF4.id}",
    })),
    foundBy: own("routes-as-planned"),
  },
];
