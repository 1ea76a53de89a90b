import { butNot, everyPlanned, oneOf, type Plans, planned, referenceTo, referenceToEvery } from "./allowed";
import { type Argument, type Arguments, harmless, heldBy, required, requiredBy, type Worse } from "./argument";
import { networksOf, ownVpc } from "./plans";

const vpcs = (plans: Plans) => networksOf(plans).map(({ names }) => names.vpc);
const subnets = (plans: Plans) => networksOf(plans).flatMap((network) => network.subnets);
const privateSubnets = (plans: Plans) => subnets(plans).flatMap(({ tier, name }) => (tier === "private" ? [name] : []));
const gateways = (plans: Plans) => networksOf(plans).flatMap(({ natGateways }) => natGateways.map(({ name }) => name));

/** What it is found by. */
const named = (text: string, namesOf: (plans: Plans) => readonly string[]): Record<"tags.Name", Argument> => ({
  "tags.Name": required(everyPlanned(text, namesOf), "the runtime finds the planned one by its name"),
});
const inVpc = required(ownVpc, "it would belong to another network");
const lookedUp: Arguments = {
  depends_on: harmless("what must be there before"),
  vpc_id: required(referenceTo("aws_vpc"), "another network's would be found"),
};
/** Of a subnet that is private, the table that leads to the internet, and the other way round. */
const ofTheOtherTier: Worse = (value) => [
  String(value).includes("public")
    ? "${aws_route_table.network_private-a-routes_98B34714.id}"
    : "${aws_route_table.network_public-routes_309B7EF4.id}",
];
const routed = (...worse: readonly Worse[]) => requiredBy("routes-as-planned", ...worse);
const ofPlannedTable = routed(ofTheOtherTier, "${aws_route_table.stranger.id}", "rtb-0123456789");
const resolved = required(oneOf(true), "names of AWS and of internal services are not resolved");

export const networkArguments: Readonly<Record<string, Arguments>> = {
  aws_default_security_group: {
    egress: heldBy("default-security-group", [{ protocol: "-1", from_port: 0, to_port: 0, self: true }]),
    ingress: heldBy("default-security-group", [{ protocol: "-1", from_port: 0, to_port: 0, self: true }]),
    "tags.Name": harmless("what people see it by"),
    vpc_id: required(referenceToEvery("aws_vpc"), "what is started without a group gets one that is open"),
  },
  aws_eip: {
    domain: required(oneOf("vpc"), "it is an address of EC2-Classic"),
    ...named("a gateway of the plan", gateways),
  },
  aws_flow_log: {
    iam_role_arn: required(referenceTo("aws_iam_role"), "the rights of others would write the records"),
    log_destination: required(
      butNot(referenceTo("aws_cloudwatch_log_group"), "arn:aws:s3:::stranger"),
      "records go where nobody looks, or to somebody else",
    ),
    log_destination_type: required(
      butNot(oneOf("cloud-watch-logs"), "s3"),
      "records go where nobody looks, or to somebody else",
    ),
    ...named("flow logs of the plan", (plans) => plans.flatMap(({ flowLogs }) => flowLogs?.role.name ?? [])),
    traffic_type: required(butNot(oneOf("REJECT", "ALL"), "ACCEPT"), "refused connections are not recorded"),
    vpc_id: inVpc,
  },
  aws_internet_gateway: { ...named("the VPC's name", vpcs), vpc_id: inVpc },
  aws_nat_gateway: {
    allocation_id: required(referenceTo("aws_eip"), "the environment would call from somebody else's address"),
    subnet_id: routed("${aws_subnet.stranger.id}", "subnet-0123456789"),
    ...named("a gateway of the plan", gateways),
  },
  aws_route: {
    destination_cidr_block: routed("10.0.0.0/8", "198.51.100.0/24"),
    gateway_id: heldBy(
      "routes-as-planned",
      "${aws_internet_gateway.stranger.id}",
      "${aws_internet_gateway.network_internet-gateway_E855E801.id}",
      "vgw-0123456789",
    ),
    nat_gateway_id: heldBy("routes-as-planned", "${aws_nat_gateway.stranger.id}", "nat-0123456789"),
    route_table_id: ofPlannedTable,
  },
  aws_route_table: {
    ...named("a route table of the plan", (plans) => [
      ...networksOf(plans).map(({ names }) => names.publicRouteTable),
      ...privateSubnets(plans),
    ]),
    vpc_id: inVpc,
  },
  aws_route_table_association: {
    route_table_id: ofPlannedTable,
    subnet_id: required(referenceToEvery("aws_subnet"), "a subnet without it has the routes of the VPC's main table"),
  },
  aws_security_group: {
    description: harmless("what people read"),
    ...openings("egress"),
    ...openings("ingress"),
    "lifecycle.create_before_destroy": required(oneOf(true), "a group that tasks stand in cannot be replaced"),
    name: required(
      everyPlanned("a group of the plan", (plans) =>
        plans.flatMap(({ services, loadBalancer, capabilities }) => [
          ...Object.values(capabilities.volumes.groups ?? {}),
          ...services.flatMap(({ placement: { securityGroup, portGroup } }) => [
            securityGroup.name,
            ...(portGroup === undefined ? [] : [portGroup.name]),
          ]),
          ...(loadBalancer === undefined ? [] : [loadBalancer.securityGroup]),
        ]),
      ),
      "nobody has planned what it opens",
    ),
    "tags.Name": harmless("what people see it by"),
    vpc_id: inVpc,
  },
  aws_subnet: {
    availability_zone: required(
      planned(
        "a zone of the plan",
        (plans) => plans.flatMap(({ account: { region } }) => subnets(plans).map(({ zone }) => `${region}${zone}`)),
        "us-east-1f",
      ),
      "all tasks may end up in one zone, or far from their data",
    ),
    cidr_block: required(
      everyPlanned("a block of the plan", (plans) => subnets(plans).map(({ cidr }) => cidr), "10.99.0.0/24"),
      "groups and others' routes name the planned one",
    ),
    map_public_ip_on_launch: required(oneOf(false), "whatever is started in it has a public address"),
    "tags.Name": named("a subnet of the plan", (plans) => subnets(plans).map(({ name }) => name))["tags.Name"],
    "tags.Tier": required(oneOf("public", "private"), "people see by it what may stand there"),
    vpc_id: inVpc,
  },
  aws_vpc: {
    cidr_block: required(
      everyPlanned("the block of the settings", (plans) => networksOf(plans).map(({ cidr }) => cidr), "10.99.0.0/16"),
      "its addresses may be those of others",
    ),
    enable_dns_hostnames: resolved,
    enable_dns_support: resolved,
    ...named("the VPC's name", vpcs),
  },
  aws_vpc_endpoint: {
    policy: heldBy(
      "resource-policy-principals",
      '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"999999999999"},"Action":["s3:PutObject"],"Resource":["arn:aws:s3:::stranger/*"]}]}',
    ),
    route_table_ids: required(
      referenceToEvery("aws_route_table"),
      "images and logs take the way that is paid by the GB",
    ),
    service_name: required(
      planned(
        "S3 in the environment's region",
        (plans) => plans.map(({ account }) => `com.amazonaws.${account.region}.s3`),
        "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789",
      ),
      "somebody else gets what is meant for S3",
    ),
    ...named("the endpoint of the plan", (plans) => networksOf(plans).map(({ names }) => names.s3Endpoint)),
    vpc_endpoint_type: required(butNot(oneOf("Gateway"), "Interface"), "it is another kind, which bills by the hour"),
    vpc_id: inVpc,
  },
  "data.aws_route_table": { ...lookedUp, ...named("a route table of the plan", privateSubnets) },
  "data.aws_security_group": {
    ...lookedUp,
    name: required(
      everyPlanned("a group of volumes", (plans) =>
        plans.flatMap(({ capabilities }) => Object.values(capabilities.volumes.groups ?? {})),
      ),
      "tasks would stand in a group of others, or connect to one",
    ),
  },
  "data.aws_subnet": {
    ...lookedUp,
    ...named("a subnet of the plan", (plans) => subnets(plans).map(({ name }) => name)),
  },
  "data.aws_vpc": { depends_on: harmless("what must be there before"), ...named("the VPC's name", vpcs) },
};

/** Of one direction. */
function openings(direction: "ingress" | "egress"): Arguments {
  const held = (...worse: readonly Worse[]) => heldBy("security-group-as-planned", ...worse);
  const ssh = { protocol: "tcp", from_port: 22, to_port: 22 };
  return {
    [direction]: held(
      [{ ...ssh, cidr_blocks: ["52.0.0.0/8"] }],
      [{ ...ssh, prefix_list_ids: ["pl-0123456789"] }],
      "${var.rules}",
    ),
    [`${direction}.cidr_blocks`]: held(
      "0.0.0.0/0",
      "52.0.0.0/8",
      "128.0.0.0/1",
      "10.0.0.0/8",
      "10.1.0.0/15",
      "${var.cidr}",
    ),
    [`${direction}.description`]: harmless("what people read"),
    [`${direction}.from_port`]: held(0, 22),
    [`${direction}.ipv6_cidr_blocks`]: held("::/0", "2600::/12"),
    [`${direction}.prefix_list_ids`]: held("pl-0123456789"),
    [`${direction}.protocol`]: held("-1", "udp"),
    [`${direction}.security_groups`]: held(
      "${aws_security_group.stranger.id}",
      "sg-0123456789",
      "999999999999/sg-0123456789",
    ),
    [`${direction}.self`]: held(true),
    [`${direction}.to_port`]: held(22, 60_000),
  };
}
