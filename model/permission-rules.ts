import { shownValue } from "./secret-values";

/** Why a service cannot be permitted the action, or nothing: whoever writes it down knows which calls the program makes. */
export function actionProblem(action: string): string | undefined {
  if (!/^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(action)) {
    return `${shownValue(action)} is not an action; use its service and its name, such as bedrock:InvokeModel`;
  }
  if (/[*?]/.test(action)) return `${action} permits more than one action; write each one out`;
  return action.startsWith("iam:") || action.startsWith("sts:")
    ? `${action} changes or takes on identities, which no program may; remove it`
    : undefined;
}

/** Why a permission cannot be on the ARN, or nothing. */
export function arnProblem(arn: string): string | undefined {
  const [prefix, partition, service = "", , , ...resource] = arn.split(":");
  if (prefix !== "arn" || partition !== "aws" || resource.length === 0) {
    return `${shownValue(arn)} is not an ARN; use one such as arn:aws:bedrock:us-east-1::foundation-model/NAME`;
  }
  // In S3 a bucket's name stands first, elsewhere mostly a type: queue names are alone.
  const whole = resource.join(":");
  const name = service === "s3" ? whole : whole.replace(/^[a-z-]+[:/]/, "");
  if (/[*?]/.test(service) || /^[*?]/.test(name) || name === "") {
    return `${shownValue(arn)} is every resource of the service; name the one that is meant, with * behind the beginning of its name at most`;
  }
  return undefined;
}
