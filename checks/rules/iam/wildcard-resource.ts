import { isIdentityPolicy, type PolicyStatement, policies } from "../../policies";
import type { Rule } from "../../rule";

export const wildcardResource: Rule = {
  id: "wildcard-resource",
  severity: "HIGH",
  title: 'Policies allow Resource: "*" only where AWS has no resource level',
  why: "on every resource of the account an action reaches other environments; tfsec lets many actions pass",
  evaluate: (template) =>
    policies(template)
      .statements.filter((statement) => isIdentityPolicy(statement) && statement.allows)
      .flatMap((statement) =>
        narrowable(statement).map((action) => ({
          resource: statement.resource,
          message: `${statement.argument} allows ${action} on every resource`,
          remedy: "name the ARNs of this environment",
        })),
      ),
};

/** Actions without a resource type in AWS's authorization data, or reported to be refused where they are narrowed to one. */
const accountWideActions: readonly RegExp[] = [
  /^acm:(ListCertificates|RequestCertificate)$/,
  /^application-autoscaling:Describe(ScalableTargets|ScalingPolicies)$/,
  /^autoscaling:Describe/,
  /^cloudwatch:PutMetricData$/,
  /^ec2:Describe/,
  /^ec2messages:/,
  /^ecr:GetAuthorizationToken$/,
  /^ecs:(CreateCluster|(Deregister|Describe|Register)TaskDefinition|DiscoverPollEndpoint|ListTaskDefinitions)$/,
  /^elasticfilesystem:CreateFileSystem$/,
  /^elasticloadbalancing:Describe/,
  /^iam:ListOpenIDConnectProviders$/,
  /^kms:(CreateKey|ListAliases)$/,
  /^logs:DescribeLogGroups$/,
  /^route53:(CreateHealthCheck|CreateHostedZone|ListHostedZones|ListHostedZonesByName)$/,
  /^s3:ListAllMyBuckets$/,
  /^secretsmanager:(GetRandomPassword|ListSecrets)$/,
  /^servicediscovery:(CreatePrivateDnsNamespace|GetOperation|ListTagsForResource)$/,
  /^servicequotas:Get(AWSDefaultServiceQuota|ServiceQuota)$/,
  /^sns:(GetSubscriptionAttributes|SetSubscriptionAttributes|Unsubscribe)$/,
  /^ssm:(DescribeParameters|Get(CommandInvocation|DeployablePatchSnapshotForInstance|Manifest)|ListAssociations)$/,
  /^ssm:PutConfigurePackageResult$/,
  /^ssmmessages:(Create|Open)(Control|Data)Channel$/,
  /^sts:GetCallerIdentity$/,
  /^xray:(GetSampling\w*|PutTelemetryRecords|PutTraceSegments)$/,
];

function narrowable({ actions, notActions, resources }: PolicyStatement): readonly string[] {
  if (!resources.some((resource) => /^(\*|arn:[^:]*:\*.*|arn:aws:[^:]+:\*:\*:\*)$/.test(resource))) return [];
  const all = notActions.length === 0 ? [] : [`everything but ${notActions.join(", ")}`];
  return [...all, ...actions.filter((action) => !accountWideActions.some((pattern) => pattern.test(action)))];
}
