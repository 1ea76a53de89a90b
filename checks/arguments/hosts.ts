import { releaseDocument } from "../../model/hosts/release-document";
import { seededImages } from "../../model/plan/host-image";
import type { HostGroupPlan } from "../../model/plan/host-plan";
import { between, butNot, either, everyPlanned, oneOf, type Plans, planned, referenceTo } from "./allowed";
import { type Arguments, harmless, optional, required } from "./argument";
import { hostsOf } from "./plans";

const ofGroup = (text: string, textsOf: (group: HostGroupPlan) => readonly (string | number)[], worse?: string) =>
  planned(text, (plans) => hostsOf(plans).flatMap((group) => textsOf(group).map(String)), worse);
const everyName = (text: string, nameOf: (names: HostGroupPlan["names"]) => string) =>
  everyPlanned(text, (plans) => hostsOf(plans).map(({ names }) => nameOf(names)));
const named = "roles and releases name the planned one";
const reached = "a container on it would read the rights of all";
const shown = harmless("a plan shows it");
const tagged = harmless("what people see it by, and what its rights are by, which a first launch shows");
const bounds = "cost has no limit, or no instance runs";
const waited = "an apply would end well although nothing becomes healthy";
const twice = "two instances would write the same files, or none would run meanwhile";
const hook = "an instance would be in service before its containers are healthy";
const subnetsOf = (plans: Plans) =>
  plans.flatMap(({ network }) =>
    network?.kind === "existing" ? [...network.publicSubnetIds, ...network.privateSubnetIds] : [],
  );

export const hostsArguments: Readonly<Record<string, Arguments>> = {
  locals: {
    anything: harmless("user data before it is packed: what instances do first, which tests run and a plan shows"),
  },
  aws_launch_template: {
    "block_device_mappings.device_name": required(oneOf("/dev/sda1"), "the root volume would stay small, in the clear"),
    "block_device_mappings.ebs.delete_on_termination": required(oneOf("true"), "volumes stay, and are billed"),
    "block_device_mappings.ebs.encrypted": required(
      oneOf("true"),
      "what is on the volume can be read by who copies it",
    ),
    "block_device_mappings.ebs.volume_size": required(
      ofGroup("the size of the settings", ({ volumeGiB }) => [volumeGiB], "16000"),
      bounds,
    ),
    "block_device_mappings.ebs.volume_type": required(butNot(oneOf("gp3"), "io2"), bounds),
    "iam_instance_profile.arn": required(referenceTo("aws_iam_instance_profile"), "it would have the rights of others"),
    image_id: optional(
      ofGroup(
        "the image of the settings",
        ({ amiId, instance }) => [...(amiId === undefined ? [] : [amiId]), seededImages[instance.architecture]],
        "ami-0123456789abcdef9",
      ),
      "somebody else's programs would run with the services' rights",
    ),
    "lifecycle.precondition": harmless("without an image a plan ends with what to do"),
    instance_type: required(
      ofGroup("the type of the settings", ({ instance }) => [instance.type], "p5.48xlarge"),
      bounds,
    ),
    "metadata_options.http_endpoint": required(oneOf("enabled"), "agents have no credentials"),
    "metadata_options.http_put_response_hop_limit": required(butNot(oneOf(1), 2), reached),
    "metadata_options.http_tokens": required(butNot(oneOf("required"), "optional"), reached),
    "monitoring.enabled": required(oneOf(true), "the alarms that change its number see every fifth minute alone"),
    name: required(
      everyName("a template of the plan", ({ launchTemplate }) => launchTemplate),
      named,
    ),
    "network_interfaces.associate_public_ip_address": required(
      ofGroup("that of the network", ({ subnetTier }) => [String(subnetTier === "public")], "OTHER"),
      "it could be called from outside",
    ),
    "network_interfaces.delete_on_termination": required(oneOf("true"), "interfaces stay"),
    "network_interfaces.security_groups": required(
      referenceTo("aws_security_group"),
      "a group of others lets in whom they please",
    ),
    "tag_specifications.resource_type": required(oneOf("instance", "volume"), named),
    "tag_specifications.tags": tagged,
    update_default_version: shown,
    user_data: harmless("what instances do first, which tests run and a plan shows"),
  },
  aws_autoscaling_group: {
    default_cooldown: shown,
    depends_on: harmless("what must be there before"),
    health_check_grace_period: required(between(60, 900), "instances are replaced before they can answer"),
    health_check_type: required(
      ofGroup(
        "of the load balancer where one leads to it",
        ({ targetGroups }) => [targetGroups.length === 0 ? "EC2" : "ELB"],
        "OTHER",
      ),
      "an instance that answers nobody would stay",
    ),
    "initial_lifecycle_hook.default_result": required(butNot(oneOf("ABANDON"), "CONTINUE"), hook),
    "initial_lifecycle_hook.heartbeat_timeout": required(between(300, 3600), hook),
    "initial_lifecycle_hook.lifecycle_transition": required(
      butNot(oneOf("autoscaling:EC2_INSTANCE_LAUNCHING"), "autoscaling:EC2_INSTANCE_TERMINATING"),
      hook,
    ),
    "initial_lifecycle_hook.name": required(
      ofGroup("the hook of the plan", ({ names }) => [names.launchingHook]),
      hook,
    ),
    "instance_maintenance_policy.max_healthy_percentage": required(oneOf(100, 200), twice),
    "instance_maintenance_policy.min_healthy_percentage": required(oneOf(0, 100), twice),
    "instance_refresh.preferences.auto_rollback": shown,
    "instance_refresh.preferences.max_healthy_percentage": required(oneOf(100, 200), twice),
    "instance_refresh.preferences.min_healthy_percentage": required(oneOf(0, 100), twice),
    "instance_refresh.strategy": shown,
    "launch_template.id": required(referenceTo("aws_launch_template"), "others' programs would run"),
    "launch_template.version": required(
      {
        ...referenceTo("aws_launch_template"),
        allows: (value) => /^\$\{tostring\(aws_launch_template\.|^\$\{aws_launch_template\./.test(String(value)),
      },
      "instances would not follow their template",
    ),
    max_size: required(
      ofGroup("the most of the settings", ({ maximum }) => [maximum], "1000"),
      bounds,
    ),
    min_size: required(
      ofGroup("the fewest of the settings", ({ minimum }) => [minimum], "999"),
      bounds,
    ),
    name: required(
      everyName("a group of the plan", ({ autoscalingGroup }) => autoscalingGroup),
      named,
    ),
    tag: tagged,
    target_group_arns: optional(referenceTo("aws_lb_target_group"), "requests of others would be answered"),
    vpc_zone_identifier: required(
      either(referenceTo("aws_subnet"), planned("a subnet of the settings", subnetsOf, "subnet-0123456789abcdef9")),
      "it would stand in the network of others",
    ),
    wait_for_capacity_timeout: required(butNot(oneOf("20m"), "0"), waited),
  },
  aws_autoscaling_policy: {
    adjustment_type: required(butNot(oneOf("ChangeInCapacity"), "ExactCapacity"), bounds),
    autoscaling_group_name: required(referenceTo("aws_autoscaling_group"), "the instances of others would be scaled"),
    cooldown: shown,
    name: required(
      ofGroup("a policy of the plan", ({ names }) => [names.scaleOut, names.scaleIn]),
      named,
    ),
    policy_type: required(butNot(oneOf("SimpleScaling"), "PredictiveScaling"), bounds),
    scaling_adjustment: required(butNot(oneOf(1, -1), 100), bounds),
  },
  aws_iam_instance_profile: {
    name: required(
      everyName("a profile of the plan", ({ instanceProfile }) => instanceProfile),
      named,
    ),
    role: required(referenceTo("aws_iam_role"), "instances would have the rights of others"),
  },
  aws_ssm_document: {
    content: required(
      ofGroup("what a release runs", ({ startSeconds }) => [releaseDocument(startSeconds)], "{}"),
      "whoever may release could run anything",
    ),
    document_format: shown,
    document_type: required(butNot(oneOf("Command"), "Automation"), "it would run with other rights"),
    name: required(
      everyName("a document of the plan", ({ releaseDocument: own }) => own),
      named,
    ),
    target_type: shown,
  },
};
