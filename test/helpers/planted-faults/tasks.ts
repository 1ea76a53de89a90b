import { objectOf, objectsOf } from "../../../model/json";
import { changed, container, type PlantedFault, set } from "./planting";

const own = (rule: string) => ({ scanner: "slipway" as const, rule });
const tfsec = (rule: string) => ({ scanner: "tfsec" as const, rule });

function variable(name: string, value: string): PlantedFault["plant"] {
  return container((definition) => ({
    ...definition,
    environment: [...objectsOf(definition.environment), { name, value }],
  }));
}

export const taskFaults: readonly PlantedFault[] = [
  {
    title: "a shell in the tasks",
    stack: "staging",
    plant: set("aws_ecs_service", "", { enable_execute_command: true }),
    foundBy: own("argument-as-meant"),
  },
  {
    title: "a process namespace that the containers share",
    stack: "staging",
    plant: set("aws_ecs_task_definition", "", { pid_mode: "task" }),
    foundBy: own("argument-known"),
  },
  {
    title: "an image of another registry",
    stack: "staging",
    plant: container((definition) => ({ ...definition, image: `ghcr.io/x/y@sha256:${"0".repeat(64)}` })),
    foundBy: own("container-as-planned"),
  },
  {
    title: "tasks in a subnet that nobody planned",
    stack: "staging",
    plant: changed("aws_ecs_service", "", ({ network_configuration: network, ...body }) => ({
      ...body,
      network_configuration: { ...objectOf(network), subnets: ["subnet-0123456789abcdef0"] },
    })),
    foundBy: own("tasks-placed-as-planned"),
  },
  {
    title: "tasks that end before others take their place",
    stack: "staging",
    plant: set("aws_ecs_service", "", { deployment_minimum_healthy_percent: 0 }),
    foundBy: own("tasks-replaced-as-planned"),
  },
  {
    title: "a plaintext secret beside a reference",
    stack: "staging",
    plant: variable("DATABASE_PASSWORD", "correct-horse"),
    foundBy: own("container-plain-secrets"),
  },
  {
    title: "an access key in a plain variable beside a reference",
    stack: "staging",
    plant: variable("AWS_ACCESS_KEY_ID", `AKIA${"IOSFODNN7EXAMPLE"}`),
    foundBy: tfsec("aws-ecs-no-plaintext-secrets"),
  },
  {
    title: "a privileged container",
    stack: "staging",
    plant: container((definition) => ({ ...definition, privileged: true })),
    foundBy: own("container-privileged"),
  },
  {
    title: "a container that runs as root",
    stack: "staging",
    plant: container((definition) => ({ ...definition, user: "0" })),
    foundBy: own("argument-as-meant"),
  },
  {
    title: "a container that writes to its root file system",
    stack: "staging",
    plant: container((definition) => ({ ...definition, readonlyRootFilesystem: false })),
    foundBy: own("argument-as-meant"),
  },
  {
    title: "a container that logs nowhere",
    stack: "staging",
    plant: container((definition) => ({ ...definition, logConfiguration: {} })),
    foundBy: own("argument-as-meant"),
  },
  {
    title: "an image by its tag",
    stack: "staging",
    plant: container((definition) => ({ ...definition, image: "shop-agent:latest" })),
    foundBy: own("container-image-digest"),
  },
  {
    title: "container definitions as an expression",
    stack: "staging",
    plant: set("aws_ecs_task_definition", "", { container_definitions: '${jsonencode([{ name = "agent" }])}' }),
    foundBy: own("container-definitions-readable"),
  },
  {
    title: "one role for the program and its starter",
    stack: "staging",
    plant: changed("aws_ecs_task_definition", "", (body) => ({
      ...body,
      task_role_arn: body.execution_role_arn ?? null,
    })),
    foundBy: own("task-roles-separate"),
  },
  {
    title: "tasks with a public address",
    stack: "staging",
    plant: changed("aws_ecs_service", "", (body) => ({
      ...body,
      network_configuration: objectsOf(body.network_configuration).map((network) => ({
        ...network,
        assign_public_ip: true,
      })),
    })),
    foundBy: own("service-public-ip"),
  },
  {
    title: "a release that takes tasks away first",
    stack: "staging",
    plant: set("aws_ecs_service", "", { deployment_minimum_healthy_percent: 50 }),
    foundBy: own("released-without-downtime"),
  },
  {
    title: "a service that does not roll back",
    stack: "staging",
    plant: set("aws_ecs_service", "", { deployment_circuit_breaker: { enable: true, rollback: false } }),
    foundBy: own("argument-as-meant"),
  },
  {
    title: "a cluster without Container Insights",
    stack: "staging",
    plant: set("aws_ecs_cluster", "", { setting: [{ name: "containerInsights", value: "disabled" }] }),
    foundBy: tfsec("aws-ecs-enable-container-insight"),
  },
];
