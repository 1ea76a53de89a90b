import type { ConnectionTimes } from "../../../../model/connection-times";
import { type BackendSurroundings, BackendTask, type TaskEnd } from "./backend-task";
import { LoadBalancer } from "./load-balancer";
import type { LoadBalancerTarget } from "./load-balancer-target";

interface RunningTask {
  readonly task: BackendTask;
  readonly target: LoadBalancerTarget;
}

/** Often, so that a test does not wait for it. */
export const healthCheck = { path: "/health", intervalSeconds: 1, timeoutSeconds: 5, unhealthyThreshold: 3 };

/** A service of one task behind a load balancer, deployed in the order of ECS. */
export class EcsService {
  static async start(surroundings: BackendSurroundings, gemini: string, times: ConnectionTimes): Promise<EcsService> {
    const balancer = await LoadBalancer.start({ times, healthCheck });
    const start = () => BackendTask.start(surroundings, gemini, times);
    return new EcsService(balancer, times, start, await healthyTask(balancer, start));
  }

  private constructor(
    readonly balancer: LoadBalancer,
    private readonly times: ConnectionTimes,
    private readonly startTask: () => Promise<BackendTask>,
    private current: RunningTask,
  ) {}

  /** What the load balancer sends requests to. */
  get target(): LoadBalancerTarget {
    return this.current.target;
  }

  /**
   * Starts a task and waits until it is healthy, lets the old one drain, and only then stops it.
   * @param onStop called right before SIGTERM
   */
  async deploy(onStop: () => void = () => undefined): Promise<TaskEnd> {
    const old = this.current;
    this.current = await healthyTask(this.balancer, this.startTask);
    await this.balancer.deregister(old.target);
    onStop();
    return old.task.stop(this.times.stopTimeoutSeconds);
  }
}

async function healthyTask(balancer: LoadBalancer, start: () => Promise<BackendTask>): Promise<RunningTask> {
  const task = await start();
  const target = balancer.register(task.port);
  await target.becomesHealthy();
  return { task, target };
}
