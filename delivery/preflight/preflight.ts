import type { Environment } from "../../config/schema/environment";
import { accountStackQuestions } from "./account-stack";
import { type Answer, answerTo } from "./answer";
import { baseStackQuestions } from "./base-stack";
import { domainQuestions } from "./domain";
import { imageQuestions } from "./images";
import type { PreflightMeans } from "./means";
import { nameQuestions } from "./names";
import { quotaQuestions } from "./quotas";
import { secretQuestions } from "./secrets";

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
