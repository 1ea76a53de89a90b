import { z } from "zod";
import { type ReleaseClients, releaseClients } from "../../delivery/release/clients";
import { release } from "../../delivery/release/release";
import type { HostedService } from "../../delivery/release/released-service";
import type { ReleaseResult } from "../../delivery/release/result";
import { type Answers, answering, testSettings } from "./answering";
import { digestOf } from "./releasing-aws";

export const hostedReports: HostedService = {
  environment: "staging",
  name: "reports",
  runtime: "ec2",
  parameter: "/staging/image-digests/reports",
  repository: "reports",
  imageName: "123456789012.dkr.ecr.us-east-1.amazonaws.com/reports",
  autoscalingGroup: "staging-hosts",
  document: "staging-hosts-release",
  targetGroups: ["staging-reports"],
  startSeconds: 600,
};

const sendSchema = z.object({ DocumentName: z.literal(hostedReports.document), InstanceIds: z.tuple([z.string()]) });
const invocationSchema = z.object({ CommandId: z.string(), InstanceId: z.string() });
const targetsSchema = z.object({ Targets: z.tuple([z.object({ Id: z.string() })]) });
const putSchema = z.object({ Value: z.string() });
const markSchema = z.object({ imageTag: z.string() });

interface Instance {
  readonly id: string;
  readonly launched: Date;
}

/** As much of EC2, SSM, ECR and load balancing as a release asks for, of instances that bring themselves to what is stored. */
export class ReleasingHosts {
  /** What the parameter has held, the last of it now. */
  readonly history = ["unreleased", digestOf(1)];
  instances: readonly Instance[] = [instance("i-1"), instance("i-2")];
  /** What runs where. */
  readonly runs = new Map([
    ["i-1", digestOf(1)],
    ["i-2", digestOf(1)],
  ]);
  readonly marks: string[] = [];
  readonly said: string[] = [];
  readonly noted: string[] = [];
  /** Of the calls that change or tell something, in their order. */
  readonly asked: string[] = [];
  readonly interrupt = new AbortController();
  /** Digests that do not become healthy, and where. */
  readonly broken = new Map<string, readonly string[]>();
  /** How often Systems Manager does not reach an instance. */
  readonly silent = new Map<string, number>();
  /** What the load balancer says of an instance, one look after another; healthy after that. */
  readonly health = new Map<string, { State: string; Reason?: string; Description?: string }[]>();
  /** The commands that AWS refuses. */
  refused: readonly string[] = [];
  /** What happens while a command runs. */
  meanwhile: () => void = () => undefined;
  private readonly commands = new Map<string, { looks: number; failed: boolean }>();

  get stored(): string {
    return this.history.at(-1) ?? "";
  }

  /** @param digest nothing: the way back */
  release(digest: string | undefined, target = hostedReports): Promise<ReleaseResult> {
    const watch = {
      timeoutSeconds: 5,
      pollSeconds: 0,
      signal: this.interrupt.signal,
      since: new Date(0),
      note: (text: string) => this.noted.push(text),
      say: (line: string) => this.said.push(line),
    };
    return release(this.clients(), { target, digest, trials: [] }, watch);
  }

  private clients(): ReleaseClients {
    const refusable = Object.entries(this.answers()).map(([call, answer]) => [
      call,
      (input: object) => {
        if (this.refused.includes(call)) throw failure("AccessDeniedException", `no ${call}`);
        return answer(input);
      },
    ]);
    const answers: Answers = Object.fromEntries(refusable);
    return answering(releaseClients(testSettings), answers);
  }

  private answers(): Readonly<Record<string, (input: object) => object>> {
    return {
      BatchGetImage: () => ({ images: [{ imageManifest: "{}" }] }),
      PutImage: (input) => {
        this.marks.push(markSchema.parse(input).imageTag);
        return {};
      },
      GetParameter: () => ({ Parameter: { Value: this.stored } }),
      // The newest first: AWS promises no order.
      GetParameterHistory: () => ({
        Parameters: this.history.map((Value, index) => ({ Value, Version: index + 1 })).toReversed(),
      }),
      PutParameter: (input) => {
        this.history.push(putSchema.parse(input).Value);
        return {};
      },
      DescribeInstances: () => ({
        Reservations: this.instances.map(({ id, launched }) => ({
          Instances: [{ InstanceId: id, LaunchTime: launched }],
        })),
      }),
      SendCommand: (input) => this.send(sendSchema.parse(input).InstanceIds[0]),
      GetCommandInvocation: (input) => this.look(invocationSchema.parse(input).CommandId),
      DescribeTargetGroups: () => ({ TargetGroups: [{ TargetGroupArn: "group" }] }),
      DescribeTargetHealth: (input) => {
        const { Id } = targetsSchema.parse(input).Targets[0];
        this.asked.push(`health of ${Id}`);
        const TargetHealth = this.health.get(Id)?.shift() ?? { State: "healthy" };
        return { TargetHealthDescriptions: [{ TargetHealth }] };
      },
    };
  }

  private send(id: string): object {
    const unreached = this.silent.get(id) ?? 0;
    this.silent.set(id, unreached - 1);
    if (unreached > 0) throw failure("InvalidInstanceId", "Instances not in a valid state for account");
    this.asked.push(`release on ${id}`);
    const failed = this.broken.get(this.stored)?.includes(id) ?? false;
    if (!failed) this.runs.set(id, this.stored);
    const CommandId = `command-${this.commands.size + 1}`;
    this.commands.set(CommandId, { looks: 0, failed });
    return { Command: { CommandId } };
  }

  private look(id: string): object {
    const command = this.commands.get(id);
    if (command === undefined) throw failure("InvocationDoesNotExist", id);
    command.looks += 1;
    if (command.looks === 1) throw failure("InvocationDoesNotExist", id);
    this.meanwhile();
    if (command.looks === 2) return { Status: "InProgress" };
    const StandardErrorContent = "2026-03-01T10:00:00Z slipway: containers are not healthy: reports exited (1)\n";
    return command.failed ? { Status: "Failed", StandardErrorContent } : { Status: "Success" };
  }
}

export function instance(id: string, launched = new Date(0)): Instance {
  return { id, launched };
}

function failure(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
