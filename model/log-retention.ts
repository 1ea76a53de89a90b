/** Days that an environment keeps what is written of it. */
export interface LogRetention {
  /** Of a service that asks for nothing else. */
  readonly serviceDays: number;
  /** Enough to look into a refused connection. */
  readonly flowLogDays: number;
  readonly accessLogDays: number;
}

export const logRetention: LogRetention = { serviceDays: 30, flowLogDays: 14, accessLogDays: 90 };
