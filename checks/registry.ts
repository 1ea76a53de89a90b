import type { Rule } from "./rule";
import { argumentAsMeant } from "./rules/arguments/argument-as-meant";
import { argumentKnown } from "./rules/arguments/argument-known";
import { dataProtected } from "./rules/arguments/data-protected";
import { alarmAsPlanned } from "./rules/cloudwatch/alarm-as-planned";
import { defaultSecurityGroup } from "./rules/ec2/default-security-group";
import { loadBalancerOpenPorts } from "./rules/ec2/load-balancer-open-ports";
import { openEgress } from "./rules/ec2/open-egress";
import { routesAsPlanned } from "./rules/ec2/routes-as-planned";
import { securityGroupAsPlanned } from "./rules/ec2/security-group-as-planned";
import { securityGroupRulePlacement } from "./rules/ec2/security-group-rule-placement";
import { serviceOpenPorts } from "./rules/ec2/service-open-ports";
import { releasedImagesKept } from "./rules/ecr/released-images-kept";
import { containerAsPlanned } from "./rules/ecs/container-as-planned";
import { containerDefinitionsReadable } from "./rules/ecs/container-definitions-readable";
import { containerImageDigest } from "./rules/ecs/container-image-digest";
import { containerPlainSecrets } from "./rules/ecs/container-plain-secrets";
import { containerPrivileged } from "./rules/ecs/container-privileged";
import { releasedWithoutDowntime } from "./rules/ecs/released-without-downtime";
import { servicePublicIp } from "./rules/ecs/service-public-ip";
import { taskRolesSeparate } from "./rules/ecs/task-roles-separate";
import { tasksPlacedAsPlanned } from "./rules/ecs/tasks-placed-as-planned";
import { tasksReplacedAsPlanned } from "./rules/ecs/tasks-replaced-as-planned";
import { fileSystemMounts } from "./rules/efs/file-system-mounts";
import { agentToAgentAuthenticated } from "./rules/elb/agent-to-agent-authenticated";
import { listenerPlainHttp } from "./rules/elb/listener-plain-http";
import { loadBalancerAccessLogs } from "./rules/elb/load-balancer-access-logs";
import { anyPrincipal } from "./rules/iam/any-principal";
import { oidcAudience } from "./rules/iam/oidc-audience";
import { oidcSubject } from "./rules/iam/oidc-subject";
import { policyAsPlanned } from "./rules/iam/policy-as-planned";
import { policyReadable } from "./rules/iam/policy-readable";
import { resourcePolicyPrincipals } from "./rules/iam/resource-policy-principals";
import { roleAsPlanned } from "./rules/iam/role-as-planned";
import { roleAttachmentsAsPlanned } from "./rules/iam/role-attachments-as-planned";
import { wildcardAction } from "./rules/iam/wildcard-action";
import { wildcardResource } from "./rules/iam/wildcard-resource";
import { bucketKeptAsPlanned } from "./rules/s3/bucket-kept-as-planned";
import { bucketPublicAccessBlock } from "./rules/s3/bucket-public-access-block";
import { bucketTlsOnly } from "./rules/s3/bucket-tls-only";
import { literalCredential } from "./rules/secrets/literal-credential";
import { secretValueInState } from "./rules/secrets/secret-value-in-state";
import { queueTlsOnly } from "./rules/sqs/queue-tls-only";
/** Every rule there is; the documentation and the scans read this list alone. */
export const rules: readonly Rule[] = [
  argumentAsMeant,
  argumentKnown,
  dataProtected,
  alarmAsPlanned,
  defaultSecurityGroup,
  loadBalancerOpenPorts,
  openEgress,
  routesAsPlanned,
  securityGroupAsPlanned,
  securityGroupRulePlacement,
  serviceOpenPorts,
  releasedImagesKept,
  containerAsPlanned,
  containerDefinitionsReadable,
  containerImageDigest,
  containerPlainSecrets,
  containerPrivileged,
  releasedWithoutDowntime,
  servicePublicIp,
  taskRolesSeparate,
  tasksPlacedAsPlanned,
  tasksReplacedAsPlanned,
  fileSystemMounts,
  agentToAgentAuthenticated,
  listenerPlainHttp,
  loadBalancerAccessLogs,
  anyPrincipal,
  oidcAudience,
  oidcSubject,
  policyAsPlanned,
  policyReadable,
  resourcePolicyPrincipals,
  roleAsPlanned,
  roleAttachmentsAsPlanned,
  wildcardAction,
  wildcardResource,
  bucketKeptAsPlanned,
  bucketPublicAccessBlock,
  bucketTlsOnly,
  literalCredential,
  secretValueInState,
  queueTlsOnly,
];
