/** Days that an environment keeps what is written of it. */
export interface LogRetention {
  /** Of a service that asks for nothing else. */
  readonly serviceDays: number;
  readonly flowLogDays: number;
  readonly accessLogDays: number;
}

/**
 * What a production environment keeps everything for at least: AWS Security Hub User Guide, "Amazon CloudWatch controls",
 * CloudWatch.16, whose minRetentionTime is a year where nobody sets it.
 */
export const productionLogDays = 365;

/** Elsewhere days are enough to look into a refused connection, and weeks to find a fault. */
export function logRetention(production: boolean): LogRetention {
  return production
    ? { serviceDays: productionLogDays, flowLogDays: productionLogDays, accessLogDays: productionLogDays }
    : { serviceDays: 30, flowLogDays: 14, accessLogDays: 90 };
}
