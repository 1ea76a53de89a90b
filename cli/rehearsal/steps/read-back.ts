import type { RehearsalStep } from "../context";
import { readBack } from "../read-back";
import type { ReadBackResult } from "../read-back-result";

/** Through the AWS API, never the state: what is there is exactly what the configuration asks for. */
export const readResourcesBack: RehearsalStep = {
  title: "read the resources back",
  run: async (rehearsal) => {
    const { environment, emulator, applied } = rehearsal;
    if (!applied.value) return {};
    const results = await readBack(environment, emulator.value.endpoint);
    rehearsal.readBack.set(results);
    return {
      details: results.map(({ subject, found }) => `${subject}: ${found.length} as asked for`),
      problems: results.flatMap(mismatches),
    };
  },
};

function mismatches({ subject, expected, found }: ReadBackResult): readonly string[] {
  const missing = expected.filter((item) => !found.includes(item));
  const unexpected = found.filter((item) => !expected.includes(item));
  return [
    ...missing.map((item) => `${subject}: missing ${item}`),
    ...unexpected.map((item) => `${subject}: not asked for ${item}`),
  ];
}
