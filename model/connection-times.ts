/** Times that must fit together so that a deployment or an idle minute cuts nobody off. */
export interface ConnectionTimes {
  /** The load balancer closes a connection without traffic after this. */
  readonly idleTimeoutSeconds: number;
  /** A task that leaves keeps its open connections this long before it is stopped. */
  readonly deregistrationDelaySeconds: number;
  /** Between SIGTERM and SIGKILL; Fargate allows 120. */
  readonly stopTimeoutSeconds: number;
  /** Failed health checks do not count while a new task starts. */
  readonly healthCheckGraceSeconds: number;
}

const shortRequests: ConnectionTimes = {
  idleTimeoutSeconds: 60,
  deregistrationDelaySeconds: 30,
  stopTimeoutSeconds: 30,
  healthCheckGraceSeconds: 60,
};

/** A streamed answer of a language model takes minutes; a WebSocket must send a heartbeat within the idle timeout. */
const longLivedConnections: ConnectionTimes = {
  idleTimeoutSeconds: 600,
  deregistrationDelaySeconds: 600,
  stopTimeoutSeconds: 120,
  healthCheckGraceSeconds: 60,
};

export function connectionTimes(longLived: boolean): ConnectionTimes {
  return longLived ? longLivedConnections : shortRequests;
}

/** A load balancer has one idle timeout: that of its most patient service. */
export function loadBalancerIdleTimeoutSeconds(services: readonly { readonly longLived: boolean }[]): number {
  return Math.max(...services.map((service) => connectionTimes(service.longLived).idleTimeoutSeconds));
}
