import { App } from "cdktf";
import type { Configuration } from "./config/configuration";
import { planAccount } from "./model/plan/account-plan";
import { planEnvironment } from "./model/plan/environment-plan";
import type { FunctionArchive } from "./model/plan/function-archive";
import { AccountStack } from "./stacks/account-stack";
import { AwsStack, type LeftOut } from "./stacks/aws-stack";
import { BaseStack } from "./stacks/base-stack";
import { RuntimeStack } from "./stacks/runtime-stack";
import type { Target } from "./stacks/target";
import { marked } from "./stacks/user-text";

export interface BuildOptions {
  /** Folder that `app.synth()` writes to. */
  readonly outdir?: string;
  readonly target: Target;
  /** The program of the schedule's function; asked for where an environment has a schedule. */
  readonly functionArchive: () => FunctionArchive;
}

/** The construct tree of all stacks. Synthesizes nothing and writes nothing; cdktf makes the folder, though, and leaves it empty. */
export function buildApp(configuration: Configuration, { outdir, target, functionArchive }: BuildOptions): App {
  const { accounts, environments } = marked(configuration);
  // Stack traces would put the paths of this machine into the manifest.
  const app = new App({ outdir, stackTraces: false });
  const plans = environments.map(planEnvironment);
  for (const account of accounts) {
    const own = plans.filter((plan) => plan.account.name === account.name);
    new AccountStack(app, { account: planAccount(account), environments: own, target });
  }
  for (const plan of plans) {
    new BaseStack(app, plan, { target, functionArchive });
    new RuntimeStack(app, plan, target);
  }
  return app;
}

/** By the stack's name: what the target leaves out, and the providers that may deploy it to the cloud. */
export type CarriedByStack = ReadonlyMap<string, { readonly leftOut: readonly LeftOut[]; readonly range: string }>;

export function carriedByStack(app: App): CarriedByStack {
  return new Map(
    stacksIn(app).map((stack) => [stack.node.id, { leftOut: stack.leftOut(), range: stack.providerRange() }]),
  );
}

/** What the constructs of all stacks say that they cause on purpose. */
export function designs(app: App): ReturnType<AwsStack["designs"]> {
  return stacksIn(app).flatMap((stack) => stack.designs());
}

function stacksIn(app: App): readonly AwsStack[] {
  return app.node.children.filter((child) => child instanceof AwsStack);
}
