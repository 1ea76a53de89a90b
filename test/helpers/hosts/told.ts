/** What a runtime is told of one container, in words of neither of both. */
export interface Told {
  readonly image: string;
  readonly command: readonly string[] | undefined;
  readonly entryPoint: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** Variable: the secret's name and the key of its value. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly mounts: readonly string[];
  readonly healthCheck: readonly unknown[] | undefined;
  readonly startsAfter: Readonly<Record<string, string>>;
  readonly isRestarted: boolean;
  readonly stopSeconds: number;
  readonly user: string;
  readonly isPrivileged: boolean;
  readonly isReadOnly: boolean;
  readonly hasInit: boolean;
  readonly dropped: readonly string[];
  readonly memoryMiB: number;
  readonly log: readonly string[];
  readonly role: string;
}

/** By service: its containers, and ports where others find it. */
export type ToldServices = Readonly<
  Record<string, { readonly containers: Readonly<Record<string, Told>>; readonly ports: readonly number[] }>
>;
