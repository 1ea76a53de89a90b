import type { VolumePlan } from "../../capabilities/volumes/plan";
import type { ContainerFacts } from "../container-definition";
import type { FargateSize } from "../fargate-size";
import type { ServiceFacts } from "./facts";
import type { PlannedText } from "./planned-text";
import type { SecretVariable } from "./secret-plan";

/** What one task consists of. */
export interface TaskPlan {
  readonly size: FargateSize;
  readonly architecture: "X86_64" | "ARM64";
  readonly containers: readonly ContainerPlan[];
  readonly volumes: readonly TaskVolumePlan[];
}

/** A file system that the program mounts through an access point. */
interface TaskVolumePlan {
  readonly name: string;
  readonly fileSystemId: PlannedText;
  readonly accessPointId: PlannedText;
}

/** A container whose image may be released and whose variables may be made up by AWS. */
export interface ContainerPlan extends Omit<ContainerFacts, "image" | "environment" | "secretArns"> {
  /** Full name with a digest; absent where releases decide on it. */
  readonly image: string | undefined;
  readonly environment: Readonly<Record<string, PlannedText>>;
  readonly secrets: readonly SecretVariable[];
}

export interface TaskContext {
  readonly name: string;
  readonly logGroup: string;
  readonly logStreamPrefix: string;
  readonly region: string;
  readonly stopTimeoutSeconds: number;
  readonly environment: Readonly<Record<string, PlannedText>>;
  readonly secrets: readonly SecretVariable[];
  readonly volumes: readonly MountedVolume[];
}

/** A volume, and where the program finds it. */
export interface MountedVolume {
  readonly volume: VolumePlan;
  readonly path: string;
}

export function planTask(settings: ServiceFacts, context: TaskContext): TaskPlan {
  const { logGroup, logStreamPrefix, region, stopTimeoutSeconds } = context;
  const common = { logGroup, logStreamPrefix, region, stopTimeoutSeconds };
  const sidecars = Object.entries(settings.sidecars);
  const program: ContainerPlan = {
    ...common,
    name: context.name,
    image: undefined,
    essential: true,
    port: "port" in settings ? settings.port : undefined,
    command: settings.command,
    entryPoint: settings.entryPoint,
    memoryMiB: undefined,
    healthCheck: "containerHealthCheck" in settings ? settings.containerHealthCheck : undefined,
    startsAfter: sidecars.map(([name, { healthCheck }]) => ({
      name,
      condition: healthCheck === undefined ? "START" : "HEALTHY",
    })),
    environment: context.environment,
    secrets: context.secrets,
    mounts: context.volumes.map(({ volume, path }) => ({ volume: volume.name, path })),
  };
  return {
    size: settings.size,
    architecture: settings.architecture === "arm64" ? "ARM64" : "X86_64",
    containers: [
      program,
      ...sidecars.map(
        ([name, { image, essential, port, command, entryPoint, memoryMiB, healthCheck, environment }]) => ({
          ...common,
          name,
          image,
          essential,
          port,
          command,
          entryPoint,
          memoryMiB,
          healthCheck,
          startsAfter: [],
          environment,
          secrets: [],
          mounts: [],
        }),
      ),
    ],
    volumes: context.volumes.map(({ volume: { name, fileSystem, accessPoint } }) => ({
      name,
      fileSystemId: fileSystem.id,
      accessPointId: accessPoint.id,
    })),
  };
}
