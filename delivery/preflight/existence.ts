/** @returns the names that AWS does not know; what else it answers is thrown */
export async function absentOf(
  names: readonly string[],
  describe: (name: string) => Promise<unknown>,
  saysAbsent: (error: unknown) => boolean,
): Promise<readonly string[]> {
  const found = await Promise.all(
    names.map(async (name) => ({ name, answer: await foundOr(() => describe(name), saysAbsent) })),
  );
  return found.filter(({ answer }) => answer === undefined).map(({ name }) => name);
}

/** @returns nothing where AWS says that it is not there */
export async function foundOr<Found>(
  describe: () => Promise<Found>,
  saysAbsent: (error: unknown) => boolean,
): Promise<Found | undefined> {
  try {
    return await describe();
  } catch (error) {
    if (saysAbsent(error)) return undefined;
    throw error;
  }
}
