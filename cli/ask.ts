import { createInterface } from "node:readline";

/** @returns whether the person says yes; closing the input or interrupting says no */
export function askYes(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
): Promise<boolean> {
  const reader = createInterface({ input, output });
  return new Promise((resolve) => {
    reader.once("SIGINT", () => reader.close());
    reader.once("close", () => resolve(false));
    reader.question(`${question} [y/N] `, (answer) => {
      resolve(/^y(es)?$/i.test(answer.trim()));
      reader.close();
    });
  });
}
