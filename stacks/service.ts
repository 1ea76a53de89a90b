import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../config/schema/environment";
import { FargateService } from "../constructs/ecs/fargate-service";
import { ServiceAutoscaling } from "../constructs/ecs/service-autoscaling";
import { EcsTaskRole } from "../constructs/iam/ecs-task-role";
import { ServiceLookup } from "../constructs/lookup/service-lookup";
import { connectionTimes } from "../model/connection-times";
import { containerEnvironment, containerSecrets } from "../model/environment-variables";
import { environmentNames, imageUri, secretName, serviceNames } from "../model/naming";
import { secretReaders } from "../model/secret-readers";
import { executionStatements, taskStatements } from "../model/task-permissions";
import { boundaryArn, type NamedService, tasksArePublic } from "./environment-facts";
import type { RuntimeNetwork } from "./network";

export interface ServiceParts {
  readonly network: RuntimeNetwork;
  readonly clusterArn: string;
  readonly kmsKeyArn: string;
  readonly targetGroupArn: string;
  readonly listener: ITerraformDependable;
  readonly after: ITerraformDependable;
}

/** The roles, tasks and scaling of one service. */
export function addService(
  stack: Construct,
  environment: Environment,
  service: NamedService,
  parts: ServiceParts,
): void {
  const { account, namePrefix } = environment;
  const { name, settings } = service;
  const names = serviceNames(namePrefix, name);
  const times = connectionTimes(settings.longLived);
  const base = new ServiceLookup(stack, `${name}-base`, {
    environment: environment.name,
    service: name,
    vpcId: parts.network.vpcId,
    taskSecurityGroup: names.taskSecurityGroup,
    imageDigestParameter: names.imageDigestParameter,
    secrets: secretReaders(containerSecrets(settings)).map((readers) => ({
      ...readers,
      fullName: secretName(namePrefix, readers.secret),
    })),
    after: parts.after,
  });
  const permissions = {
    account,
    container: name,
    logGroup: names.logGroup,
    repository: settings.repository,
    secretArns: [...new Set(Object.values(base.secretArns))],
    kmsKeyArn: parts.kmsKeyArn,
  };
  const taskRole = new EcsTaskRole(stack, `${name}-task-role`, {
    name: settings.taskRoleName ?? names.taskRole,
    account,
    boundaryArn: boundaryArn(environment),
    statements: taskStatements(permissions),
  });
  const executionRole = new EcsTaskRole(stack, `${name}-execution-role`, {
    name: names.executionRole,
    account,
    boundaryArn: boundaryArn(environment),
    statements: executionStatements(permissions),
  });
  const { serviceName } = new FargateService(stack, `${name}-service`, {
    name: names.service,
    taskFamily: names.taskFamily,
    clusterArn: parts.clusterArn,
    container: {
      name,
      image: imageUri(account, settings.repository, base.imageDigest),
      port: settings.port,
      logGroup: names.logGroup,
      region: account.region,
      stopTimeoutSeconds: times.stopTimeoutSeconds,
      environment: containerEnvironment({ environment: environment.name, dns: environment.dns, service: settings }),
      secretArns: base.secretArns,
    },
    size: settings.size,
    taskRoleArn: taskRole.arn,
    executionRoleArn: executionRole.arn,
    initialTasks: settings.scaling.minimumTasks,
    subnetIds: parts.network.taskSubnetIds,
    assignPublicIp: tasksArePublic(environment),
    securityGroupId: base.securityGroupId,
    targetGroupArn: parts.targetGroupArn,
    healthCheckGraceSeconds: times.healthCheckGraceSeconds,
    startsAfter: [parts.listener, taskRole.attachedPolicy, executionRole.attachedPolicy],
  });
  const { cluster } = environmentNames(namePrefix, account.accountId);
  new ServiceAutoscaling(stack, `${name}-autoscaling`, {
    clusterName: cluster,
    serviceName,
    ...settings.scaling,
  });
}
