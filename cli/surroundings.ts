/** What a verb may use of its process; `main.ts` alone reads it. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly projectRoot: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}
