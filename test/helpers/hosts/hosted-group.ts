import type { HostedGroup, HostTexts } from "../../../model/hosts/user-data";
import type { EnvironmentPlan } from "../../../model/plan/environment-plan";
import { isReference, type PlannedText } from "../../../model/plan/planned-text";
import { internalFacts, planOf, webFacts } from "../plan-facts";

/** Instances that run all services of the plan. */
export function hostedGroup({ services }: EnvironmentPlan): HostedGroup {
  return {
    services,
    names: { autoscalingGroup: "shop-hosts", launchingHook: "shop-hosts-launching" },
    logGroup: { name: "/aws/ec2/shop" },
    metricsNamespace: "Shop/EC2",
    startSeconds: 900,
    maximum: 1,
    discovery: services.find(({ discovery }) => discovery !== undefined)?.discovery,
  };
}

const ids: Readonly<Record<string, string>> = {
  aws_efs_file_system: "fs-0123456789abcdef0",
  aws_efs_access_point: "fsap-0123456789abcdef0",
};

function madeUp(text: PlannedText): string {
  return isReference(text) ? (ids[text.type] ?? text.key) : text;
}

/** What AWS makes up for it. */
export function hostTexts(changes: Partial<HostTexts> = {}): HostTexts {
  return { textOf: madeUp, discoveryServiceId: undefined, ...changes };
}

/** A service with a plain secret, one key of another and a sidecar. */
export function hostedPlan(): EnvironmentPlan {
  return planOf(
    {
      backend: webFacts({
        port: 3001,
        environment: { GREETING: "costs $5 and ${HOME}" },
        secrets: {
          PLAIN: { existing: "shop/plain" },
          KEYED: { existing: "shared/json", key: "TOKEN" },
          OTHER: { existing: "shared/json", key: "OTHER" },
        },
        sidecars: {
          proxy: {
            image: `public.ecr.aws/nginx/nginx@sha256:${"a".repeat(64)}`,
            environment: {},
            essential: true,
            memoryMiB: 64,
          },
        },
      }),
      frontend: webFacts({ port: 3002, routes: [{ paths: ["/shop"] }] }),
      store: internalFacts({ port: 8000, volumes: { data: "/data" } }),
    },
    { volumes: { data: { detached: false } } },
  );
}
