import { expect, test } from "vitest";
import { aRunServer, observer, runRequest } from "../../test/helpers/terraform-cloud/run-rig";
import { nothing } from "./client";
import { planStack } from "./stack-run";

type Server = Awaited<ReturnType<typeof aRunServer>>;

/** What a pipeline's run that does not come to its gate says. */
async function notesOf(server: Server): Promise<string> {
  const notes: string[] = [];
  const impatient = { ...observer, note: (text: string) => notes.push(text), timeoutSeconds: 0.1 };
  const problem = planStack(server.pipeline, runRequest(), impatient).catch((error: Error) => error.message);
  return `${await problem} / ${notes[0]}`.replaceAll(/https:\/\/localhost:\d+\/app\/shop-works/g, "");
}

test("a run behind others names each with its address and status, the oldest first, and ends the wait in time", async () => {
  const server = await aRunServer();
  const first = await planStack(server.pipeline, runRequest(), observer);
  await notesOf(server);
  const [second] = server.runs();
  const waits = `pending: waits for /account-shop/runs/${first.run} (planned), /account-shop/runs/${second?.id} (pending)`;
  const text = await notesOf(server);
  const [third] = server.runs();
  expect(text).toBe(
    `after 0.1 seconds the run is still ${waits}; it goes on without this command: /account-shop/runs/${third?.id} / ${waits}`,
  );
});

test("plans that hold nobody up, and runs that are over, are not waited for", async () => {
  const server = await aRunServer();
  const first = await planStack(server.pipeline, runRequest(), observer);
  await server.person.post(`/runs/${first.run}/actions/discard`, {}, nothing);
  await planStack(server.pipeline, runRequest({ planOnly: true }), observer);
  server.workspace.lockedBy = "owner";
  expect(await notesOf(server)).toMatch(/pending: waits until the workspace is unlocked, \/workspaces\/account-shop$/);
});

/** Three runs that wait, the first at its gate; @returns what the new one has said, and all runs, the oldest first */
async function replaced(server: Server, messages: readonly string[], by = server.person) {
  for (const message of messages) {
    const impatient = { ...observer, timeoutSeconds: 0 };
    await planStack(server.pipeline, runRequest({ message }), impatient).catch(() => {});
  }
  await server.standIn.settled();
  const said: string[] = [];
  const replacing = { environment: "staging", say: (text: string) => said.push(text) };
  const outcome = await planStack(by, runRequest({ message: "slipway run staging" }), {
    ...observer,
    timeoutSeconds: 1.5,
    replacing,
  }).catch((error: Error) => error.message);
  return { outcome, said, statuses: [...server.runs()].reverse().map(({ status }) => status) };
}

const own = `slipway run staging at commit ${"0".repeat(40)}`;

test("what this environment's pipeline has left waiting makes way, and each is named", async () => {
  const server = await aRunServer();
  const { outcome, said, statuses } = await replaced(server, [own, "slipway run staging"]);
  expect(outcome).toMatchObject({ standing: "at the gate" });
  expect(statuses).toEqual(["discarded", "canceled", "planned"]);
  expect(said).toEqual([
    expect.stringMatching(/^account-shop: discarded https:.*, an older run that waited$/),
    expect.stringMatching(/^account-shop: discarded https:.*, an older run that waited$/),
  ]);
});

test.each([
  ["a person's", "Triggered via UI"],
  ["another environment's", "slipway run staging-eu"],
  ["a probe's", "slipway gate staging"],
])("%s run stays where it is", async (_, message) => {
  const server = await aRunServer();
  const { outcome, said, statuses } = await replaced(server, [message]);
  expect({ outcome, said, statuses }).toEqual({
    outcome: expect.stringContaining("pending: waits for https:"),
    said: [],
    statuses: ["planned", "pending"],
  });
});

test.each(["confirmed", "apply_queued", "applying", "planning", "cost_estimating"])(
  "a run of the pipeline that is %s stays where it is",
  async (status) => {
    const server = await aRunServer({ runs: { holdAt: { status } } });
    const { said, statuses } = await replaced(server, [own]);
    expect({ said, statuses }).toEqual({ said: [], statuses: [status, "pending"] });
  },
);

test("a token that may not discard says so", async () => {
  const server = await aRunServer();
  const { said, statuses } = await replaced(server, [own], server.pipeline);
  expect(statuses).toEqual(["planned", "pending"]);
  expect(said).toEqual([
    expect.stringMatching(
      /^account-shop: could not discard https:.*, an older run that waits: this token may not discard it \(40[34]\)$/,
    ),
  ]);
});
