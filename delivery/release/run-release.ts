import type { Environment } from "../../config/schema/environment";
import type { Progress } from "../../running/progress";
import { inWords } from "../aws/aws-failure";
import { refuseOtherAccount } from "../aws/caller";
import { clientSettings } from "../aws/client-settings";
import { interruptible } from "../aws/interruptible";
import { releaseClients } from "./clients";
import { type ReleaseRequest, release } from "./release";
import type { ReleaseResult } from "./result";

/** Ctrl-C ends the wait; what writes to AWS is never cut in the middle. */
export function runRelease(
  environment: Environment,
  request: ReleaseRequest,
  timeoutSeconds: number,
  progress: Progress,
): Promise<ReleaseResult> {
  const settings = clientSettings(environment);
  return inWords(async () => {
    await refuseOtherAccount(environment, settings);
    return interruptible(
      (signal) =>
        release(releaseClients(settings), request, {
          timeoutSeconds,
          pollSeconds,
          signal,
          since: new Date(),
          note: progress.print,
          say: progress.print,
        }),
      progress.print,
    );
  });
}

const pollSeconds = 3;
