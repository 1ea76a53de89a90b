const firstSeconds = 1;
const longestSeconds = 30;

/**
 * Twice as long after each failure, up to a limit, of which the second half is left to chance: pages that lost the same
 * server do not all come back in the same moment.
 * @param failures attempts that failed one after the other before this wait
 * @param random from 0 up to 1
 */
export function reconnectDelaySeconds(failures: number, random: number): number {
  const fullSeconds = Math.min(longestSeconds, firstSeconds * 2 ** failures);
  return fullSeconds * (0.5 + random / 2);
}
