import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type ContainerFacts, containerDefinition, temporaryVolume } from "../../model/container-definition";
import type { FargateSize } from "../../model/fargate-size";

export interface FargateServiceProps {
  readonly name: string;
  readonly taskFamily: string;
  readonly clusterArn: string;
  readonly container: ContainerFacts;
  readonly size: FargateSize;
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  /** Tasks at creation; from then on autoscaling owns the number. */
  readonly initialTasks: number;
  readonly subnetIds: readonly string[];
  /** Only for tasks in public subnets, which have no other way out. */
  readonly assignPublicIp: boolean;
  readonly securityGroupId: string;
  readonly targetGroupArn: string;
  readonly healthCheckGraceSeconds: number;
  /** Listeners and attached policies, without which the first tasks would fail. */
  readonly startsAfter: readonly ITerraformDependable[];
}

/**
 * Tasks behind the load balancer. A deployment that does not become healthy is rolled back.
 * Each task costs about 0.0405 USD per vCPU and hour and 0.0044 USD per GB and hour.
 */
export class FargateService extends Construct {
  readonly serviceName: string;

  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    const taskDefinition = new EcsTaskDefinition(this, "task-definition", {
      family: props.taskFamily,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(props.size.cpuUnits),
      memory: String(props.size.memoryMiB),
      runtimePlatform: { cpuArchitecture: "X86_64", operatingSystemFamily: "LINUX" },
      taskRoleArn: props.taskRoleArn,
      executionRoleArn: props.executionRoleArn,
      containerDefinitions: JSON.stringify([containerDefinition(props.container)]),
      volume: [{ name: temporaryVolume }],
      // Releases register revisions too; the newest one is the truth.
      trackLatest: true,
    });
    const service = new EcsService(this, "service", {
      name: props.name,
      cluster: props.clusterArn,
      taskDefinition: taskDefinition.arn,
      launchType: "FARGATE",
      platformVersion: "LATEST",
      desiredCount: props.initialTasks,
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: "ENABLED",
      waitForSteadyState: true,
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      healthCheckGracePeriodSeconds: props.healthCheckGraceSeconds,
      networkConfiguration: {
        subnets: [...props.subnetIds],
        securityGroups: [props.securityGroupId],
        assignPublicIp: props.assignPublicIp,
      },
      loadBalancer: [
        {
          targetGroupArn: props.targetGroupArn,
          containerName: props.container.name,
          containerPort: props.container.port,
        },
      ],
      lifecycle: { ignoreChanges: ["desired_count"] },
      dependsOn: [...props.startsAfter],
    });
    this.serviceName = service.name;
  }
}
