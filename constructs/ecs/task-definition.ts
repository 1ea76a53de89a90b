import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { Construct } from "constructs";
import { type ContainerFacts, containerDefinition, temporaryVolume } from "../../model/container-definition";
import type { FargateSize } from "../../model/fargate-size";

export interface TaskDefinitionProps {
  readonly taskFamily: string;
  readonly containers: readonly ContainerFacts[];
  readonly size: FargateSize;
  readonly architecture: "X86_64" | "ARM64";
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  /** File systems that outlive the tasks. */
  readonly volumes: readonly { readonly name: string; readonly fileSystemId: string; readonly accessPointId: string }[];
}

/** What one task on Fargate consists of; a child of whatever starts it. */
export function addTaskDefinition(scope: Construct, props: TaskDefinitionProps): EcsTaskDefinition {
  return new EcsTaskDefinition(scope, "task-definition", {
    family: props.taskFamily,
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: String(props.size.cpuUnits),
    memory: String(props.size.memoryMiB),
    runtimePlatform: { cpuArchitecture: props.architecture, operatingSystemFamily: "LINUX" },
    taskRoleArn: props.taskRoleArn,
    executionRoleArn: props.executionRoleArn,
    containerDefinitions: JSON.stringify(props.containers.map(containerDefinition)),
    volume: [
      { name: temporaryVolume },
      ...props.volumes.map(({ name, fileSystemId, accessPointId }) => ({
        name,
        efsVolumeConfiguration: {
          fileSystemId,
          transitEncryption: "ENABLED",
          authorizationConfig: { accessPointId, iam: "ENABLED" },
        },
      })),
    ],
    // Releases register revisions too; the newest one is the truth.
    trackLatest: true,
    // A service runs the old revision until it has moved, and a rollback goes back to it.
    skipDestroy: true,
  });
}
