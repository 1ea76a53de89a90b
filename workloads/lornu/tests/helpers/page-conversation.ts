import type { Locator, Page } from "playwright-core";

/** The page as a person uses it: found by the words on it. */
export class PageConversation {
  readonly question: Locator;
  readonly askButton: Locator;
  /** What assistive technology is told about the connection. */
  readonly connection: Locator;
  readonly latest: Locator;

  constructor(readonly page: Page) {
    this.question = page.getByLabel("Your question");
    this.askButton = page.getByRole("button", { name: "Ask", exact: true });
    this.connection = page.getByRole("status");
    this.latest = page.getByRole("article").last();
  }

  async ask(prompt: string): Promise<void> {
    await this.connectionSays(/^Connected$/);
    await this.question.fill(prompt);
    await this.askButton.click();
  }

  async connectionSays(words: RegExp): Promise<void> {
    await this.connection.filter({ hasText: words }).waitFor();
  }

  /** Waits until the latest exchange says so below its answer. */
  async outcomeIs(words: string): Promise<void> {
    await this.latest.getByText(words).waitFor();
  }

  async answer(): Promise<string> {
    return (await this.latest.locator(".answer").textContent()) ?? "";
  }

  /** @returns the answer once it is longer than that */
  async answerBeyond(length: number): Promise<string> {
    const answer = await this.latest.locator(".answer").elementHandle();
    await this.page.waitForFunction(([element, than]) => (element?.textContent ?? "").length > than, [
      answer,
      length,
    ] as const);
    return this.answer();
  }

  async isComplete(): Promise<void> {
    await this.page.locator('article[data-outcome="complete"]').last().waitFor();
  }
}
