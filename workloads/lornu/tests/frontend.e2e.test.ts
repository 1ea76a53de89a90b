import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWithTools } from "./helpers/describe-with-tools";
import { PageConversation } from "./helpers/page-conversation";
import { findPageTools, heartbeatSeconds, PageStage, type PageTools } from "./helpers/page-stage";

const wholeAnswer =
  "A slipway is the ramp on which a ship is built and from which it is launched. It carries the ship only until it floats.";

await describeWithTools("the page in Chromium", findPageTools, inChromium);

function inChromium(tools: PageTools): void {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.set(tools);
  });
  afterAll(() => stage?.strike());

  async function open() {
    const { page, network } = await stage.open();
    return { page, network, conversation: new PageConversation(page) };
  }

  test("loads without anything that its content security policy refuses", async () => {
    const { page, conversation } = await open();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    const response = await page.reload();
    await conversation.connectionSays(/^Connected$/);
    expect(await response?.headerValue("content-security-policy")).toMatch(/^default-src 'self';/);
    expect(complaints).toEqual([]);
  });

  test("shows an answer while it is written", async () => {
    const { conversation } = await open();
    await conversation.ask("What is a slipway? slow:5:1");
    const first = await conversation.answerBeyond(0);
    const second = await conversation.answerBeyond(first.length);
    expect(second.startsWith(first)).toBe(true);
    expect(wholeAnswer.startsWith(second)).toBe(true);
    expect(second.length).toBeLessThan(wholeAnswer.length);
    await conversation.isComplete();
    expect(await conversation.answer()).toBe(wholeAnswer);
  });

  test("gives an answer up when it is cancelled, by the button or by Escape, and keeps what is written", async () => {
    const { page, conversation } = await open();
    const cancels = [() => page.getByRole("button", { name: "Cancel" }).click(), () => page.keyboard.press("Escape")];
    for (const cancel of cancels) {
      const before = await stage.cancelledCalls();
      await conversation.ask("slow:100:0.1");
      const written = await conversation.answerBeyond(0);
      await cancel();
      await conversation.outcomeIs("Cancelled");
      expect((await conversation.answer()).startsWith(written)).toBe(true);
      await expect.poll(() => stage.cancelledCalls()).toBe(before + 1);
    }
  });

  test("asks by Ctrl+Enter and then has room for the next question", async () => {
    const { page, conversation } = await open();
    await conversation.connectionSays(/^Connected$/);
    await conversation.question.fill("What is a slipway?");
    await page.keyboard.press("Control+Enter");
    await conversation.isComplete();
    expect(await conversation.latest.getByRole("heading").textContent()).toBe("What is a slipway?");
    expect(await conversation.question.inputValue()).toBe("");
  });

  test("keeps the partial answer of a dropped connection, connects again and asks again", async () => {
    const { page, network, conversation } = await open();
    await conversation.ask("slow:5:2");
    const written = await conversation.answerBeyond(0);
    network.goDown();
    await conversation.outcomeIs("Interrupted: the connection was lost before the answer ended");
    await conversation.connectionSays(/^Not connected; reconnecting in \d+ s$/);
    const kept = await conversation.answer();
    expect(kept.startsWith(written)).toBe(true);
    expect(kept.length).toBeLessThan(wholeAnswer.length);
    network.comeBack();
    await conversation.connectionSays(/^Connected$/);
    await page.getByRole("button", { name: "Ask again" }).click();
    await conversation.isComplete();
    expect(await page.locator(".answer").allTextContents()).toEqual([kept, wholeAnswer]);
  });

  test("refuses a question while it is not connected, and keeps it in its field", async () => {
    const { page, network, conversation } = await open();
    await conversation.connectionSays(/^Connected$/);
    network.goDown();
    await conversation.connectionSays(/^Not connected/);
    await conversation.question.fill("What is a slipway?");
    await conversation.askButton.click({ force: true });
    await page.getByRole("alert").getByText("Not connected: ask once the connection is back.").waitFor();
    expect(await conversation.question.inputValue()).toBe("What is a slipway?");
  });

  test("notices a network that carries nothing any more by the missing heartbeats", async () => {
    const { network, conversation } = await open();
    await conversation.ask("slow:100:0.1");
    await conversation.answerBeyond(0);
    await sleep(3 * heartbeatSeconds * 1000);
    await conversation.outcomeIs("Answering");
    network.fallSilent();
    await conversation.outcomeIs("Interrupted");
    await conversation.connectionSays(/^Connected$/);
  });

  test("stays connected while nobody asks", async () => {
    const { network, conversation } = await open();
    await conversation.connectionSays(/^Connected$/);
    const connections = network.connectionsMade;
    await sleep(4 * heartbeatSeconds * 1000);
    expect(network.connectionsMade).toBe(connections);
  });

  test("says that the browser is offline, and connects when it no longer is", async () => {
    const { page, network, conversation } = await open();
    await conversation.connectionSays(/^Connected$/);
    await page.context().setOffline(true);
    network.goDown();
    await conversation.connectionSays(/^Offline;/);
    network.comeBack();
    await page.context().setOffline(false);
    await conversation.connectionSays(/^Connected$/);
  });

  test("says in words that the model failed, at once or in the middle of its answer", async () => {
    const { conversation } = await open();
    for (const [prompt, written] of [
      ["fail", ""],
      ["break", "A slipway is the ramp "],
    ] as const) {
      await conversation.ask(prompt);
      await conversation.outcomeIs("Failed: ");
      expect(await conversation.answer()).toBe(written);
      await conversation.latest.getByRole("button", { name: "Ask again" }).waitFor();
    }
  });

  test("has the whole answer of a server that restarts, and goes over to the next one", async () => {
    const { network, conversation } = await open();
    const [former, next] = [await stage.anotherBackend(), await stage.anotherBackend()];
    network.targetPort = former.port;
    network.goDown();
    network.comeBack();
    await conversation.connectionSays(/^Not connected/);
    await conversation.ask("slow:5:1.5");
    await conversation.answerBeyond(0);
    const ended = former.stop(30);
    await conversation.connectionSays(/^Connected; the server restarts after this answer$/);
    network.targetPort = next.port;
    await conversation.isComplete();
    expect(await conversation.answer()).toBe(wholeAnswer);
    await conversation.ask("What is a slipway?");
    await conversation.isComplete();
    expect(await ended).toMatchObject({ exitCode: 0 });
  });

  test("shows markup in a question or an answer as text", async () => {
    const { page } = await stage.open();
    const markup = '<img src="/x" onerror="document.title = 1"><b>bold</b>';
    await page.routeWebSocket("/ws", (socket) => {
      socket.send('{"type":"ready","heartbeatSeconds":20}');
      socket.onMessage((text) => {
        const { id } = JSON.parse(String(text));
        socket.send(JSON.stringify({ type: "text", id, text: markup }));
        socket.send(JSON.stringify({ type: "end", id, reason: "complete" }));
      });
    });
    await page.reload();
    const conversation = new PageConversation(page);
    await conversation.ask(markup);
    await conversation.isComplete();
    expect(await conversation.answer()).toBe(markup);
    expect(await conversation.latest.getByRole("heading").textContent()).toBe(markup);
    expect(await conversation.latest.locator("img, b").count()).toBe(0);
  });
}
