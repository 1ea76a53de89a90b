import type { Deployment, Service, ServiceDeployment, TaskDefinition } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { type ReleaseClients, releaseClients } from "../../delivery/release/clients";
import { release } from "../../delivery/release/release";
import type { ReleasedService } from "../../delivery/release/released-service";
import type { ReleaseResult } from "../../delivery/release/result";
import type { Trial } from "../../delivery/release/trial";
import { type Answers, answering, testSettings } from "./answering";

const imageName = "123456789012.dkr.ecr.us-east-1.amazonaws.com/reports";
const sidecar = { name: "proxy", image: `public.ecr.aws/nginx/nginx@sha256:${"9".repeat(64)}` };

export const digestOf = (number: number) => `sha256:${String(number).repeat(64)}`;
export const arnOf = (revision: number) =>
  `arn:aws:ecs:us-east-1:123456789012:task-definition/staging-reports:${revision}`;

/** As Terraform registers it. */
export function definitionOf(number: number) {
  const image = `${imageName}@${digestOf(number)}`;
  return { family: "staging-reports", containerDefinitions: [{ name: "reports", image }, sidecar] };
}

export const releasedReports: ReleasedService = {
  environment: "staging",
  name: "reports",
  runtime: "fargate",
  cluster: "staging",
  service: "staging-reports",
  isJob: false,
  bakeMinutes: undefined,
  taskFamily: "staging-reports",
  container: "reports",
  parameter: "/staging/image-digests/reports",
  repository: "reports",
  imageName,
};

const revisionSchema = z.object({ taskDefinition: z.string() });
const definitionSchema = z.looseObject({ family: z.string(), containerDefinitions: z.array(z.looseObject({})) });
const putSchema = z.object({ Value: z.string() });
const markSchema = z.object({ imageTag: z.string() });
const imageSchema = z.object({ imageIds: z.tuple([z.object({ imageDigest: z.string().default("") })]) });

/** The state in which every revision is active, and the last one runs. */
export function runsRevision(revision: number, digest = revision): ReleasingAws["state"] {
  const active = Array.from({ length: revision }, (_, index) => index + 1);
  return { stored: digestOf(digest), active, runs: arnOf(revision) };
}

/** As much of ECS, ECR and SSM as a release asks for, of one service or job whose first revision runs. */
export class ReleasingAws {
  stored = digestOf(1);
  readonly marks: string[] = [];
  /** Digests that the registry has lost. */
  readonly lost = new Set<string>();
  /** By number; nothing where one is retired. */
  revisions: (TaskDefinition | undefined)[] = [definitionOf(1)];
  /** Absent where the runtime stack is not applied. */
  service: Service | undefined = serviceOn(arnOf(1));
  /** The commands that AWS refuses. */
  refused: readonly string[] = [];
  /** What becomes of the service after each question. */
  onward: (service: Service) => Service = completed;
  /** What ECS says of a blue/green deployment, one look after another; the last for good. */
  stages: readonly ServiceDeployment[] = [];
  /** The newest blue/green deployment. */
  shift: (ServiceDeployment & { readonly targetServiceRevisionArn: string }) | undefined;
  /** What the command has told. */
  readonly said: string[] = [];
  readonly noted: string[] = [];
  readonly interrupt = new AbortController();
  private deployments = 1;

  constructor(private readonly target: ReleasedService = releasedReports) {}

  /** @param digest nothing: the way back */
  release(digest: string | undefined, trials: readonly Trial[] = []): Promise<ReleaseResult> {
    const watch = {
      timeoutSeconds: 5,
      pollSeconds: 0,
      signal: this.interrupt.signal,
      since: new Date(0),
      note: (text: string) => this.noted.push(text),
      say: (line: string) => this.said.push(line),
    };
    return release(releasing(this), { target: this.target, digest, trials }, watch);
  }

  /** What Terraform reads, what it follows, and what runs. */
  get state() {
    const active = this.revisions.flatMap((one, index) => (one === undefined ? [] : [index + 1]));
    return { stored: this.stored, active, runs: this.service?.taskDefinition };
  }

  /** A service whose deployments are told, as `verdictOn` reads them. */
  deploy(taskDefinition: string): Service {
    this.deployments += 1;
    const begun: Deployment = {
      id: `ecs-svc/${this.deployments}`,
      status: "PRIMARY",
      ...(this.target.bakeMinutes === undefined ? { rolloutState: "IN_PROGRESS" } : {}),
      taskDefinition,
    };
    if (this.target.bakeMinutes !== undefined) {
      const arn = `arn:aws:ecs:us-east-1:123456789012:service-revision/staging/reports/${this.deployments}`;
      this.shift = { serviceDeploymentArn: "deployment", targetServiceRevisionArn: arn, status: "PENDING" };
    }
    const before = (this.service?.deployments ?? []).map((one) => ({ ...one, status: "ACTIVE" }));
    this.service = { ...this.service, taskDefinition, deployments: [begun, ...before] };
    return this.service;
  }
}

function serviceOn(taskDefinition: string): Service {
  const running: Deployment = { id: "ecs-svc/1", status: "PRIMARY", rolloutState: "COMPLETED", taskDefinition };
  return { status: "ACTIVE", taskDefinition, deployments: [running], events: [] };
}

/** The new one alone is left. */
export function completed(service: Service): Service {
  const [primary, ...others] = service.deployments ?? [];
  if (primary === undefined || primary.rolloutState !== "IN_PROGRESS") return service;
  return { ...service, deployments: others.length === 0 ? [primary] : [{ ...primary, rolloutState: "COMPLETED" }] };
}

/** ECS gives up; without a circuit breaker that rolls back, the service stays on what fails. */
export function failed(service: Service): Service {
  const [primary, ...others] = service.deployments ?? [];
  if (primary === undefined || primary.rolloutState !== "IN_PROGRESS") return service;
  return {
    ...service,
    deployments: [{ ...primary, rolloutState: "FAILED", rolloutStateReason: "tasks failed to start" }, ...others],
  };
}

function releasing(aws: ReleasingAws): ReleaseClients {
  const refusable = Object.entries(answersOf(aws)).map(([call, answer]) => [
    call,
    (input: object) => {
      if (aws.refused.includes(call)) throw Object.assign(new Error(`no ${call}`), { name: "AccessDeniedException" });
      return answer(input);
    },
  ]);
  const answers: Answers = Object.fromEntries(refusable);
  return answering(releaseClients(testSettings), answers);
}

function answersOf(aws: ReleasingAws): Readonly<Record<string, (input: object) => object>> {
  const indexIn = (input: object) => Number(revisionSchema.parse(input).taskDefinition.split(":").at(-1)) - 1;
  return {
    BatchGetImage: (input) => {
      const { imageDigest } = imageSchema.parse(input).imageIds[0];
      return { images: aws.lost.has(imageDigest) ? [] : [{ imageManifest: "{}" }] };
    },
    PutImage: (input) => {
      aws.marks.push(markSchema.parse(input).imageTag);
      return {};
    },
    GetParameter: () => ({ Parameter: { Value: aws.stored } }),
    PutParameter: (input) => {
      aws.stored = putSchema.parse(input).Value;
      return {};
    },
    ListTaskDefinitions: () => ({
      taskDefinitionArns: aws.revisions.flatMap((one, index) => (one === undefined ? [] : [arnOf(index + 1)])),
    }),
    DescribeTaskDefinition: (input) => ({
      taskDefinition: { ...aws.revisions[indexIn(input)], taskDefinitionArn: arnOf(indexIn(input) + 1) },
    }),
    RegisterTaskDefinition: (input) => {
      aws.revisions.push(definitionSchema.parse(input));
      return { taskDefinition: { taskDefinitionArn: arnOf(aws.revisions.length) } };
    },
    DeregisterTaskDefinition: (input) => {
      aws.revisions[indexIn(input)] = undefined;
      return {};
    },
    DescribeServices: () => {
      const services = aws.service === undefined ? [] : [aws.service];
      aws.service = services.map(aws.onward)[0];
      return { services };
    },
    ListServiceDeployments: () => ({ serviceDeployments: aws.shift === undefined ? [] : [aws.shift] }),
    DescribeServiceDeployments: () => {
      const [stage, ...further] = aws.stages;
      if (further.length > 0) aws.stages = further;
      if (aws.shift !== undefined) aws.shift = { ...aws.shift, ...stage };
      return { serviceDeployments: [aws.shift] };
    },
    UpdateService: (input) => ({ service: aws.deploy(revisionSchema.parse(input).taskDefinition) }),
  };
}
