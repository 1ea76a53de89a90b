/**
 * Does work that ends in good order when its signal says so; a second Ctrl-C ends the process at once.
 * @param notice tells the person that the interrupt was heard
 */
export async function interruptible<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  notice: (text: string) => void,
): Promise<Result> {
  const controller = new AbortController();
  const interrupt = () => {
    for (const signal of signals) process.off(signal, interrupt);
    notice("interrupted: stopping (press Ctrl-C again to stop at once)");
    controller.abort();
  };
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
