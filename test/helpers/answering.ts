/** The body of an answer, by the name of its command, such as `DescribeSubnets`; a function sees what was asked. */
export type Answers = Readonly<Record<string, object | ((input: object) => object)>>;

export const testSettings = {
  endpoint: "http://127.0.0.1:1",
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
};

/** @returns the same AWS clients, which answer from a table and send nothing; a command without an answer fails */
export function answering<Clients extends Readonly<Record<string, object>>>(
  clients: Clients,
  answers: Answers,
): Clients {
  for (const client of Object.values(clients)) Reflect.set(client, "send", answerer(answers));
  return clients;
}

function answerer(answers: Answers) {
  return async (command: { readonly input: object }): Promise<object> => {
    const name = command.constructor.name.replace(/Command$/, "");
    const answer = answers[name];
    if (answer === undefined) throw new RangeError(`the test has no answer to ${name}`);
    return typeof answer === "function" ? answer(command.input) : answer;
  };
}
