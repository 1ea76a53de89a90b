/** Variables that the task definition sets itself, with the setting that decides each. */
const setBySlipway: ReadonlyMap<string, string> = new Map([
  ["PORT", "port"],
  ["FIRESTORE_DATABASE", "firestore.database"],
  ["GOOGLE_CLOUD_PROJECT", "firestore.projectId"],
]);

export const variableShape = /^[A-Z][A-Z0-9_]*$/;

/** Why a service may not set the variable of this name, or nothing. */
export function variableNameProblem(name: string): string | undefined {
  if (!variableShape.test(name)) return "this is not a variable's name; use upper-case words such as LOG_LEVEL";
  const setting = setBySlipway.get(name);
  if (setting !== undefined) return `${name} is set from ${setting}; remove it here`;
  return /^(AWS|ECS)_/.test(name) ? `${name} is reserved: AWS sets AWS_* and ECS_*; choose another name` : undefined;
}
