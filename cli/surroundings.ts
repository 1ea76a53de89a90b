/** What a verb may use of its process; `main.ts` alone reads it. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly projectRoot: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Of a verb that asks a person. */
export interface AskingSurroundings extends Surroundings {
  readonly stdin: NodeJS.ReadStream;
}
