/** The rows of a table of departures: what the document says, what is here, and the rule that won. */
export function departuresIn(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith('| "'))
    .map((line) =>
      line
        .slice(2, -2)
        .split(" | ")
        .map((cell) => cell.replaceAll("\\|", "|")),
    )
    .map(([words = "", ...others]) => [words.replace(/^"|"$/g, ""), ...others]);
}
