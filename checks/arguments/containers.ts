import { temporaryPath, temporaryVolume } from "../../model/container-definition";
import { between, butNot, either, matching, nothing, oneOf, type Plans, planned } from "./allowed";
import { type Arguments, harmless, heldBy, optional, required } from "./argument";

const containersOf = (plans: Plans) => plans.flatMap(({ services }) => services.flatMap(({ task }) => task.containers));

const mountsOf = (plans: Plans) => containersOf(plans).flatMap(({ mounts }) => mounts);
export const plannedVolume = planned("a volume of the settings", (plans) =>
  mountsOf(plans).map(({ volume }) => volume),
);

const decidedByUser = harmless("a setting of the environment, which decides what the program does");
const soon = harmless("how soon a task is replaced that does not answer");
const lostLogs = "logs go where nobody looks, or to somebody else";

/** Of `container_definitions`. */
export const containerArguments: Arguments = {
  command: decidedByUser,
  entryPoint: decidedByUser,
  "dependsOn.condition": harmless("the order in which containers start"),
  "dependsOn.containerName": harmless("the order in which containers start"),
  "environment.name": heldBy("container-plain-secrets", "DATABASE_PASSWORD"),
  "environment.value": heldBy("literal-credential", "AKIAIOSFODNN7EXAMPLE"),
  essential: harmless("whether the task ends with it"),
  "healthCheck.command": optional(
    planned(
      "words of a planned check",
      (plans) => containersOf(plans).flatMap(({ healthCheck }) => healthCheck?.command ?? []),
      "exit 0",
    ),
    "tasks stay that answer nobody",
  ),
  "healthCheck.interval": soon,
  "healthCheck.retries": soon,
  "healthCheck.startPeriod": soon,
  "healthCheck.timeout": soon,
  image: heldBy("container-as-planned", `registry.example.net/agent@sha256:${"0".repeat(64)}`, "nginx:latest"),
  "linuxParameters.capabilities.add": optional(nothing("SYS_ADMIN", "NET_RAW"), "it is a way out of the container"),
  "linuxParameters.capabilities.drop": required(
    butNot(oneOf("ALL"), "CHOWN"),
    "some of them are ways out of the container",
  ),
  "linuxParameters.initProcessEnabled": required(oneOf(true), "processes that nobody waits for fill the task"),
  "logConfiguration.logDriver": required(butNot(oneOf("awslogs"), "splunk", "none"), lostLogs),
  "logConfiguration.options.awslogs-group": required(
    planned("a log group of the plan", (plans) => containersOf(plans).map(({ logGroup }) => logGroup)),
    lostLogs,
  ),
  "logConfiguration.options.awslogs-region": required(
    planned("the environment's region", (plans) => plans.map(({ account }) => account.region), "af-south-1"),
    lostLogs,
  ),
  "logConfiguration.options.awslogs-stream-prefix": required(
    planned("a stream of the plan", (plans) => containersOf(plans).map(({ logStreamPrefix }) => logStreamPrefix)),
    lostLogs,
  ),
  "logConfiguration.options.max-buffer-size": harmless("what waits when the log service is slow"),
  "logConfiguration.options.mode": required(
    butNot(oneOf("non-blocking"), "blocking"),
    "a slow log service stops answers",
  ),
  memory: harmless("how much of the task's memory it may take"),
  "mountPoints.containerPath": optional(
    either(
      butNot(oneOf(temporaryPath), "/etc"),
      planned("a path of the settings", (plans) => mountsOf(plans).map(({ path }) => path), "/etc"),
    ),
    "what is mounted elsewhere replaces the program's files",
  ),
  "mountPoints.readOnly": harmless("the first is empty when a task starts, and of others the program is the writer"),
  "mountPoints.sourceVolume": optional(
    either(oneOf(temporaryVolume), plannedVolume),
    "other volumes bring what is stored elsewhere",
  ),
  name: required(
    planned("a container of the plan", (plans) => containersOf(plans).map(({ name }) => name)),
    "nobody has planned what it runs",
  ),
  "portMappings.containerPort": optional(
    planned("a planned port", (plans) => containersOf(plans).map(({ port }) => String(port)), "9999"),
    "nobody has planned who connects to it",
  ),
  "portMappings.hostPort": optional(
    planned("a planned port", (plans) => containersOf(plans).map(({ port }) => String(port)), "9999"),
    "nobody has planned who connects to it",
  ),
  "portMappings.protocol": optional(butNot(oneOf("tcp"), "udp"), "nobody has planned who connects to it"),
  privileged: heldBy("container-privileged", true),
  readonlyRootFilesystem: required(oneOf(true), "whoever breaks in could leave a program there"),
  "secrets.name": harmless("what the program calls it"),
  "secrets.valueFrom": heldBy(
    "container-as-planned",
    "arn:aws:secretsmanager:us-east-1:999999999999:secret:other-environment/key-AbCdEf",
    "arn:aws:ssm:us-east-1:999999999999:parameter/stranger",
  ),
  stopTimeout: required(between(2, 120), "answers are cut that take longer"),
  user: required(
    matching("the number of a user who is not root", /^[1-9]\d*(:\d+)?$/, "root", "0", "0:0", ":0", "00"),
    "whoever breaks into a process that runs as root owns its container",
  ),
};
