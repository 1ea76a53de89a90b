import type { Environment } from "../../config/schema/environment";
import { accountStackQuestions } from "./account-stack";
import { type Answer, answerTo } from "./answer";
import { baseStackQuestions } from "./base-stack";
import type { PreflightClients } from "./clients";
import { domainQuestions } from "./domain";
import { imageQuestions } from "./images";
import { nameQuestions } from "./names";
import { quotaQuestions } from "./quotas";
import { secretQuestions } from "./secrets";

export interface PreflightMeans {
  readonly clients: PreflightClients;
  /** Asks the public DNS for the name servers of a zone. */
  readonly resolveNameServers: (zone: string) => Promise<readonly string[]>;
}

/** Whether AWS holds all that applying the runtime stack needs. Reads only. */
export function preflight(environment: Environment, means: PreflightMeans): Promise<readonly Answer[]> {
  const { clients } = means;
  const questions = [
    ...accountStackQuestions(environment, clients),
    ...baseStackQuestions(environment, clients),
    ...secretQuestions(environment, clients),
    ...imageQuestions(environment, clients),
    ...domainQuestions(environment, means),
    ...quotaQuestions(environment, clients),
    ...nameQuestions(environment, clients),
  ];
  return Promise.all(questions.map(answerTo));
}
