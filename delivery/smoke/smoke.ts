import { type FinishedStep, runStages, type StepObserver } from "../../running/run-stages";
import { answersHealthChecks, reachesGemini, refusesUnknownAgents, type SmokeRequest, survivesSilence } from "./steps";

/** Whether a deployed service does its work, seen from outside. Without health, nothing else is asked. */
export function smoke(request: SmokeRequest, observer: StepObserver): Promise<readonly FinishedStep[]> {
  return runStages([answersHealthChecks, [reachesGemini, refusesUnknownAgents, survivesSilence]], request, observer);
}
