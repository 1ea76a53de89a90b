/** Documents that nothing runs or compares: the README's commands are the continuous integration, and tests read their own. */
export function onlyDocuments(changed: readonly string[] | undefined): boolean {
  return (
    changed !== undefined &&
    changed.length > 0 &&
    changed.every((file) => file.endsWith(".md") && file !== "README.md" && !file.startsWith("test/"))
  );
}
