import { butNot, oneOf, referenceTo } from "./allowed";
import { type Argument, heldBy, required } from "./argument";

/** What a service and a schedule say alike of the tasks that they start. */
export const startedTasks = {
  enable_ecs_managed_tags: required(oneOf(true), "costs of tasks would count to nobody"),
  enable_execute_command: required(oneOf(false), "a shell in a task reads its secrets and acts with its role"),
  "network_configuration.assign_public_ip": heldBy("tasks-placed-as-planned", true),
  "network_configuration.security_groups": required(
    referenceTo("aws_security_group"),
    "a group of others lets in and out whom they please",
  ),
  "network_configuration.subnets": heldBy("tasks-placed-as-planned", "${aws_subnet.stranger.id}", "subnet-0123456789"),
  platform_version: required(butNot(oneOf("LATEST"), "1.3.0"), "an older platform gets no mends"),
  propagate_tags: required(butNot(oneOf("SERVICE", "TASK_DEFINITION"), "NONE"), "costs of tasks would count to nobody"),
} satisfies Record<string, Argument>;
