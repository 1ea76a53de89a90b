import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWithTools } from "./helpers/describe-with-tools";
import { PageConversation } from "./helpers/page-conversation";
import { findPageTools, PageStage, type PageTools } from "./helpers/page-stage";

await describeWithTools("who can use the page", findPageTools, inChromium);

const schemes = ["light", "dark"] as const;
const states = ["idle", "streaming", "complete", "error", "refused", "disconnected"] as const;
/** As wide as a small phone, or as a desktop enlarged to 400 %. */
const smallest = { width: 320, height: 568 };

function inChromium(tools: PageTools): void {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.set(tools);
  });
  afterAll(() => stage?.strike());

  /** A page in that state, by what a person and a network do. */
  async function pageIn(state: (typeof states)[number], options: Parameters<PageStage["open"]>[0]): Promise<Page> {
    const { page, network } = await stage.open(options);
    const conversation = new PageConversation(page);
    await conversation.connectionSays(/^Connected$/);
    if (state === "complete") {
      await conversation.ask(`What is a slipway? ${"?".repeat(80)}`);
      await conversation.isComplete();
    }
    if (state === "streaming" || state === "disconnected") {
      await conversation.ask("slow:100:0.1");
      await conversation.answerBeyond(100);
    }
    if (state === "error") {
      await conversation.ask("fail");
      await conversation.outcomeIs("Failed");
    }
    if (state === "refused") await conversation.askButton.click();
    if (state === "disconnected") {
      network.goDown();
      await conversation.connectionSays(/^Not connected/);
    }
    return page;
  }

  const cases = schemes.flatMap((colorScheme) => states.map((state) => ({ colorScheme, state })));
  test.each(cases)(
    "axe finds nothing in the state $state with $colorScheme colours",
    async ({ colorScheme, state }) => {
      const page = await pageIn(state, { colorScheme });
      const { violations, passes } = await axeResults(page);
      expect(violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes.map((node) => node.html) }))).toEqual(
        [],
      );
      expect(passes.map(({ id }) => id)).toContain("color-contrast");
    },
  );

  test.each(states)("needs no sideways scrolling at 320 pixels in the state %s", async (state) => {
    const page = await pageIn(state, { viewport: smallest });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(smallest.width);
  });

  test("is reached by the keyboard in the order of the page, with the focus to be seen", async () => {
    const page = await pageIn("error", {});
    const focused: string[] = [];
    await page.getByRole("heading", { level: 1 }).click();
    for (let presses = 0; presses < 4; presses += 1) {
      await page.keyboard.press("Tab");
      const name = await page.locator(":focus").evaluate((element) => element.id || element.textContent || "");
      const outline = await page.locator(":focus").evaluate((element) => getComputedStyle(element).outlineStyle);
      focused.push(`${name} ${outline}`);
    }
    expect(focused).toEqual(["Ask again solid", "prompt solid", "ask solid", "cancel solid"]);
  });

  test("keeps the focus where it was when a question is asked", async () => {
    const page = await pageIn("streaming", {});
    expect(await page.locator(":focus").getAttribute("id")).toBe("ask");
  });

  test("tells assistive technology once how long it waits, while the seconds that are seen count down", async () => {
    const page = await pageIn("disconnected", {});
    await page
      .getByRole("status")
      .filter({ hasText: / [34] s$/ })
      .waitFor();
    const [heard, seen] = [page.getByRole("status"), page.locator("[data-phase]")];
    const atFirst = await heard.textContent();
    await expect.poll(() => seen.textContent()).not.toBe(atFirst);
    expect(await seen.textContent()).toMatch(/^Not connected; reconnecting in \d s$/);
    expect(await heard.textContent()).toBe(atFirst);
  });

  test("tells assistive technology that an answer is not whole yet", async () => {
    const page = await pageIn("streaming", {});
    expect(await page.getByRole("log").getByRole("article").getAttribute("aria-busy")).toBe("true");
    await page.keyboard.press("Escape");
    await page.locator('article[aria-busy="false"]').waitFor();
  });

  test.each([
    { reducedMotion: "reduce", animations: 0 },
    { reducedMotion: "no-preference", animations: 1 },
  ] as const)("moves as much as the person wants: $reducedMotion", async ({ reducedMotion, animations }) => {
    const page = await pageIn("streaming", { reducedMotion });
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(animations);
  });
}

/** By the debugger, which the page's content security policy does not hold back. */
async function axeResults(page: Page): Promise<axe.AxeResults> {
  await page.evaluate(axe.source);
  return page.evaluate<axe.AxeResults>("axe.run()");
}
