/** @param version such as 1.11.4 or 3.12 */
export function isAtLeast(version: string, oldest: { readonly major: number; readonly minor: number }): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor);
}
