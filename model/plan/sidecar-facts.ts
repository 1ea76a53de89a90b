import type { ContainerHealthCheck } from "../container-definition";

/** A further container of a task, for a proxy or a collector: it starts before the program unless it says otherwise. */
export interface SidecarFacts {
  /** Full name with a digest; a tag may be moved to something else. */
  readonly image: string;
  readonly command?: readonly string[] | undefined;
  readonly entryPoint?: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the task ends with it. */
  readonly essential: boolean;
  /** Most memory that it may take of the task's; without it, all of it. */
  readonly memoryMiB?: number | undefined;
  /** Port that the other containers of the task reach on localhost. */
  readonly port?: number | undefined;
  readonly healthCheck?: ContainerHealthCheck | undefined;
}
