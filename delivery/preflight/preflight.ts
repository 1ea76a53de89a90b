import type { EnvironmentPlan } from "../../model/plan/environment-plan";
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
export function preflight(plan: EnvironmentPlan, means: PreflightMeans): Promise<readonly Answer[]> {
  const { clients } = means;
  const questions = [
    ...accountStackQuestions(plan, clients),
    ...baseStackQuestions(plan, clients),
    ...secretQuestions(plan, clients),
    ...imageQuestions(plan, clients),
    ...domainQuestions(plan, means),
    ...quotaQuestions(plan, clients),
    ...nameQuestions(plan, clients),
  ];
  return Promise.all(questions.map(answerTo));
}
