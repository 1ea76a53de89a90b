import type { Environment } from "../../config/schema/environment";
import { planAccount } from "../../model/plan/account-plan";
import type { Progress } from "../../running/progress";
import { inWords } from "../aws/aws-failure";
import { refuseOtherAccount } from "../aws/caller";
import { clientSettings } from "../aws/client-settings";
import { interruptible } from "../aws/interruptible";
import { releaseClients } from "./clients";
import { refuseUnproven } from "./provenance";
import { type ReleaseRequest, release } from "./release";
import type { ReleaseResult } from "./result";

/** Ctrl-C ends the wait; what writes to AWS is never cut in the middle. */
export function runRelease(
  environment: Environment,
  request: ReleaseRequest,
  timeoutSeconds: number,
  progress: Progress,
  variables: NodeJS.ProcessEnv,
): Promise<ReleaseResult> {
  const settings = clientSettings(environment);
  return inWords(async () => {
    await refuseOtherAccount(environment, settings);
    const clients = releaseClients(settings);
    return interruptible(async (signal) => {
      const { digest } = request;
      if (digest !== undefined) {
        // Not on the way back: that image was here already, and an outage of GitHub must not keep a failing one.
        const verification = { environment: variables, signal, say: progress.print };
        await refuseUnproven(clients.images, request.target, digest, planAccount(environment.account), verification);
        if (signal.aborted) return { outcome: "interrupted", digest, sentences: ["nothing was changed"] };
      }
      return release(clients, request, {
        timeoutSeconds,
        pollSeconds,
        signal,
        since: new Date(),
        note: progress.print,
        say: progress.print,
      });
    }, progress.print);
  });
}

const pollSeconds = 3;
