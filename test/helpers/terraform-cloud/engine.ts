export interface Job {
  /** The run's own folder; it is kept between plan and apply. */
  readonly folder: string;
  readonly isDestroy: boolean;
  /** Whether the log is Terraform's JSON lines, or what a terminal shows. */
  readonly hasStructuredOutput: boolean;
  /** The uploaded configuration, a .tar.gz. */
  readonly configuration: string;
  /** The workspace's state; absent where nothing was applied yet. */
  readonly state: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (text: string) => void;
}

export interface Changes {
  readonly additions: number;
  readonly changes: number;
  readonly destructions: number;
}

export type Planned =
  | { readonly succeeded: false }
  | (Changes & { readonly succeeded: true; readonly hasChanges: boolean; readonly planJson: string });

export interface Applied extends Changes {
  readonly succeeded: boolean;
  /** What is now recorded, also after a failure. */
  readonly state: string | undefined;
}

/** What plans and applies on the server's side. */
export interface Engine {
  readonly plan: (job: Job) => Promise<Planned>;
  readonly apply: (job: Job) => Promise<Applied>;
  /** Ends what is under way, as a machine that is lost does. */
  readonly kill: () => void;
}

export const noChanges: Changes = { additions: 0, changes: 0, destructions: 0 };
