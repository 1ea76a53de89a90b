/** Where the events of a schedule go, and how often they are tried, as the synthesized base stack says. */
export interface DeliveryPolicy {
  /** Tries of EventBridge Scheduler after the first, to hand the event to Lambda. */
  readonly deliveryRetries: number;
  /** Name of the queue for what could not be handed over. */
  readonly deliveryQueue: string;
  /** Name of the queue for what the function failed at. */
  readonly functionQueue: string;
}

/** AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation": minutes before each try. */
const lambdaTries = [0, 1, 2] as const;

export interface Delivered {
  /** Queues that got the event. */
  readonly deadIn: string | undefined;
}

/**
 * EventBridge Scheduler hands an event to Lambda, which does not answer for the function, and Lambda tries the function.
 *
 * @param isTaken whether Lambda takes the event, asked for each try
 * @param invoke runs the function; it fails by throwing
 * @param pass lets minutes pass
 */
export async function deliver(
  { deliveryRetries, deliveryQueue, functionQueue }: DeliveryPolicy,
  isTaken: () => boolean,
  invoke: () => Promise<void>,
  pass: (minutes: number) => void,
): Promise<Delivered> {
  if (!Array.from({ length: deliveryRetries + 1 }).some(isTaken)) return { deadIn: deliveryQueue };
  for (const minutes of lambdaTries) {
    pass(minutes);
    const hasFailed = await invoke().then(
      () => false,
      () => true,
    );
    if (!hasFailed) return { deadIn: undefined };
  }
  return { deadIn: functionQueue };
}
