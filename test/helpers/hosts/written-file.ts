/** Text of a file that user data writes; empty where it does not. */
export function writtenFile(userData: string, path: string): string {
  const begin = `cat >${path} <<'END_OF_FILE'\n`;
  const at = userData.indexOf(begin);
  return at < 0 ? "" : userData.slice(at + begin.length, userData.indexOf("\nEND_OF_FILE\n", at) + 1);
}
