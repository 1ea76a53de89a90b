import type { ContainerHealthCheck } from "../container-definition";
import type { UsageFacts } from "../cost/usage";
import type { GithubRepository, TerraformCloudPlace } from "../delivery/trust";
import type { FargateSize } from "../fargate-size";
import type { KeptImages } from "../image-lifecycle";
import type { NatChoice } from "../nat-plan";
import type { CapabilityFacts } from "./capabilities";
import type { SidecarFacts } from "./sidecar-facts";

/** What the plan is made of: the settings of one account and one environment, validated and defaulted. */
export interface AccountFacts {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly owner: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly terraformCloud: TerraformCloudPlace & IdentityProviderFacts;
  readonly github?: (GithubRepository & IdentityProviderFacts & ProvenanceFacts) | undefined;
  /** By the name that services use. */
  readonly repositories: Readonly<Record<string, RepositoryFacts>>;
  readonly buckets: CapabilityFacts["buckets"];
}

interface IdentityProviderFacts {
  /** An account has one provider for each address: somebody may have made it already. */
  readonly oidcProvider: "create" | "existing";
}

interface ProvenanceFacts {
  /** Of the images that GitHub's workflow builds. */
  readonly provenance: "unchecked" | "required";
}

export interface RepositoryFacts extends KeptImages {
  /** Name in ECR where it is another. */
  readonly name?: string | undefined;
  /** What the image is built from, below the project's root; absent where somebody else pushes it. */
  readonly build?: { readonly context: string; readonly file: string } | undefined;
}

export interface EnvironmentFacts extends CapabilityFacts {
  readonly name: string;
  readonly namePrefix: string;
  readonly account: AccountFacts;
  readonly production: boolean;
  readonly deletionProtection: boolean;
  readonly network?: NetworkFacts | undefined;
  /** Without it, an internet-facing one as soon as a service is of kind web. */
  readonly loadBalancer?: LoadBalancerFacts | undefined;
  readonly dns?: DnsFacts | undefined;
  readonly cluster: { readonly name?: string | undefined };
  /** Where the services run; they are written alike for both. */
  readonly compute: "fargate" | "ec2";
  readonly instances: InstancesFacts;
  readonly services: Readonly<Record<string, ServiceFacts>>;
  readonly alerts: { readonly email: string };
  readonly budget: { readonly monthlyUsd: number };
  /** What its cost is reckoned with, as nobody knows before it runs. */
  readonly usage: UsageFacts;
  readonly tags: Readonly<Record<string, string>>;
  /** Capabilities that nothing asks for any more and that are not removed everywhere yet. */
  readonly retired: readonly string[];
  readonly formerNames: FormerNames;
}

/** What only `compute: ec2` needs; what is absent depends on `production`. */
interface InstancesFacts {
  readonly type?: string | undefined;
  readonly volumeGiB?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly scaling: HostScalingFacts;
  /** Image that instances start from; a command looks it up. */
  readonly amiId?: string | undefined;
  readonly roleName?: string | undefined;
  readonly logGroup?: string | undefined;
  readonly metricsNamespace?: string | undefined;
}

/** Average CPU of a group beyond which an instance comes or goes. */
export interface HostScalingFacts {
  readonly scaleOutPercent: number;
  readonly scaleInPercent: number;
}

/** Names that services no longer have, and that things may still bear. */
export interface FormerNames {
  readonly taskRoles: readonly string[];
  readonly logGroups: readonly string[];
}

type NetworkFacts =
  | { readonly cidr: string; readonly nat: NatChoice; readonly flowLogs: boolean }
  | { readonly existingVpc: ExistingVpcFacts };

export interface ExistingVpcFacts {
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];
}

export interface LoadBalancerFacts {
  readonly scheme: "internet-facing" | "internal";
  /** Whose connections an internal one takes; without it, those of its own VPC. */
  readonly allowedCidrs?: readonly string[] | undefined;
  /** A certificate that exists; without it, one is requested for the domain. */
  readonly certificateArn?: string | undefined;
}

export interface DnsFacts {
  readonly domain: string;
  /** Names of before, whose records are still to be removed. */
  readonly formerDomains: readonly string[];
  readonly zone: { readonly name: string; readonly create: boolean; readonly delegated: boolean };
  readonly failover: "none" | "primary" | "secondary";
}

export type ServiceFacts = WebFacts | InternalFacts | WorkerFacts | JobFacts;
export type ServiceKind = ServiceFacts["kind"];

interface CommonFacts {
  /** Of the account's repositories. */
  readonly repository: string;
  readonly size: FargateSize;
  readonly architecture: "x86_64" | "arm64";
  readonly command?: readonly string[] | undefined;
  readonly entryPoint?: readonly string[] | undefined;
  readonly sidecars: Readonly<Record<string, SidecarFacts>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretFacts>>;
  readonly firestore?: FirestoreFacts | undefined;
  readonly peers: Readonly<Record<string, { readonly url: string; readonly audience: string }>>;
  /** Names of queues, buckets and internal services that the program uses. */
  readonly uses: readonly string[];
  readonly permissions: readonly PermissionFacts[];
  readonly egress: readonly { readonly port: number; readonly to: string }[];
  readonly taskRoleName?: string | undefined;
  readonly logGroup?: string | undefined;
  readonly logStreamPrefix?: string | undefined;
  readonly logRetentionDays?: number | undefined;
}

/** Of kinds that run all the time. */
interface SteadyFacts {
  /** Share of the tasks that run on Fargate Spot, which AWS may stop with two minutes' notice. */
  readonly spotPercent: number;
  /** Where the program finds each of the environment's volumes that it alone writes, by their names. */
  readonly volumes: Readonly<Record<string, string>>;
  readonly containerHealthCheck?: ContainerHealthCheck | undefined;
}

interface ListeningFacts extends CommonFacts, SteadyFacts {
  readonly port: number;
  readonly longLived: boolean;
  readonly scaling: LoadScalingFacts;
}

export interface LoadScalingFacts {
  readonly minimumTasks: number;
  readonly maximumTasks: number;
  readonly cpuPercent: number;
  readonly memoryPercent: number;
  /** In a minute; of kind web alone. */
  readonly requestsPerTarget?: number | undefined;
}

interface DeploymentFacts {
  readonly strategy: "rolling" | "blue-green";
  /** That the old tasks stay after the shift. */
  readonly bakeMinutes?: number | undefined;
}

export interface WebFacts extends ListeningFacts {
  readonly kind: "web";
  readonly deployment: DeploymentFacts;
  readonly healthCheckPath: string;
  /** None: everything that no other service has a route for. */
  readonly routes: readonly RouteFacts[];
  readonly agentToAgent?: AgentToAgentFacts | undefined;
}

export interface RouteFacts {
  readonly host?: string | undefined;
  readonly paths: readonly string[];
}

interface InternalFacts extends ListeningFacts {
  readonly kind: "internal";
}

interface WorkerFacts extends CommonFacts, SteadyFacts {
  readonly kind: "worker";
  /** Queue whose messages it works on; without it, it finds its work itself. */
  readonly consumes?: string | undefined;
  /** Between SIGTERM and SIGKILL; Fargate allows 120. */
  readonly stopTimeoutSeconds: number;
  readonly scaling: {
    readonly minimumTasks: number;
    readonly maximumTasks: number;
    /** Messages waiting for each task that autoscaling aims at. */
    readonly backlogPerTask: number;
  };
}

interface JobFacts extends CommonFacts {
  readonly kind: "job";
  readonly stopTimeoutSeconds: number;
  /** Without it, it runs on request alone. */
  readonly schedule?: { readonly expression: string; readonly timezone: string } | undefined;
}

/** The name of a secret that is made here, or one of the forms with a key of its JSON value. */
export type SecretFacts =
  | string
  | { readonly name: string; readonly key?: string | undefined }
  | { readonly existing: string; readonly key?: string | undefined; readonly kmsKeyArn?: string | undefined }
  | { readonly arn: string; readonly key?: string | undefined; readonly kmsKeyArn?: string | undefined };

export interface FirestoreFacts {
  readonly projectId: string;
  readonly database: string;
  readonly access:
    | { readonly serviceAccountKey: { readonly secret: string } }
    | { readonly workloadIdentityFederation: { readonly audience: string; readonly serviceAccountEmail: string } };
}

interface PermissionFacts {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

interface AgentToAgentPath {
  /** Where agents call; what begins with it and a slash belongs to it. */
  readonly path: string;
}

export type AgentToAgentFacts =
  | (AgentToAgentPath & { readonly jwt: TokenFacts })
  | (AgentToAgentPath & {
      readonly mutualTls: { readonly caBundle: { readonly bucket: string; readonly key: string } };
    });

export interface TokenFacts {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly audience: string;
  /** Whose tokens are accepted; without it, everybody's for whom the issuer signs. */
  readonly subjects?: readonly string[] | undefined;
}
