/** Variable that a resource or service of the name gives: `image-tasks` and `URL` give `IMAGE_TASKS_URL`. */
export function linkVariable(name: string, end: string): string {
  return `${name.toUpperCase().replaceAll("-", "_")}_${end}`;
}
