/**
 * Which files of a build's context a `.dockerignore` leaves out: the last pattern that matches the file or a folder above
 * it decides, and `!` takes back.
 */
export function ignoredBy(text: string): (file: string) => boolean {
  const patterns = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({ isLike: likeOf(line.replace(/^!/, "")), ignores: !line.startsWith("!") }));
  return (file) =>
    patterns.findLast(({ isLike }) => withFolders(file).some((path) => isLike.test(path)))?.ignores === true;
}

function withFolders(file: string): readonly string[] {
  const parts = file.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** `**` stands for any folders, `*` for any characters of a name, `?` for one. */
function likeOf(pattern: string): RegExp {
  const parts = pattern
    .replace(/^\/|\/$/g, "")
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => wildcards.get(part) ?? part.replace(/[.+^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("")}$`);
}

const wildcards: ReadonlyMap<string, string> = new Map([
  ["**/", "(?:.*/)?"],
  ["**", ".*"],
  ["*", "[^/]*"],
  ["?", "[^/]"],
]);
