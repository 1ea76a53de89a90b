import type { LoadBalancerPlan } from "../../model/plan/load-balancer-plan";

/** Where a service is asked from outside. */
export interface ServiceAddress {
  /** Name that the request is for; none: the one that is connected to. */
  readonly host: string | undefined;
  readonly path: string;
  /** Whether the path is the health check's: only that one is known to answer 200. */
  readonly isHealthCheck: boolean;
}

/** At its health check where a route leads there, else at the beginning of its first route. */
export function serviceAddress(
  plan: LoadBalancerPlan,
  { name, healthCheckPath }: { readonly name: string; readonly healthCheckPath: string },
): ServiceAddress {
  const own = plan.routes.filter(({ service }) => service === name);
  const hosts = [...(name === plan.defaultService ? [undefined] : []), ...own.map(({ host }) => host)];
  const healthCheck = hosts.findIndex((host) => serviceBehind(plan, host, healthCheckPath) === name);
  if (healthCheck >= 0) return { host: hosts[healthCheck], path: healthCheckPath, isHealthCheck: true };
  const [first] = own;
  return { host: first?.host, path: (first?.paths[0] ?? "/").replace(/[*?].*$/, ""), isHealthCheck: false };
}

function serviceBehind({ routes, defaultService }: LoadBalancerPlan, host: string | undefined, path: string): string {
  const taken = routes.find(
    (route) =>
      (route.host === undefined || route.host === host) &&
      (route.paths.length === 0 || route.paths.some((pattern) => isLike(pattern, path))),
  );
  return taken?.service ?? defaultService;
}

/** As a load balancer compares: `*` stands for any characters, `?` for one. */
function isLike(pattern: string, path: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(path);
}
