/** What a verb may use of its process; `main.ts` alone reads it. */
export interface CommandContext {
  readonly environment: NodeJS.ProcessEnv;
  readonly projectRoot: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Of a verb that asks a person. */
export interface AskingContext extends CommandContext {
  readonly stdin: NodeJS.ReadStream;
}
