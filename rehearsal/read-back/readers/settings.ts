/** The answer, or nothing where the service answers with an error, such as NoSuchBucketPolicy, that there is no such setting. */
export async function answerOrNothing<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && /^NoSuch|NotFound/.test(error.name)) return undefined;
    throw error;
  }
}
