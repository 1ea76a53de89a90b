import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Page } from "./page.tsx";
import type { Shown, Topic } from "./practices.ts";
import { PracticesView } from "./practices-view.tsx";

const nothing = () => {};
const markup = (shown: Shown, topic?: Topic) =>
  renderToStaticMarkup(<PracticesView shown={shown} topic={topic} choose={nothing} retry={nothing} />);

const ready: Shown = {
  kind: "ready",
  practices: [
    { slug: "build-once", title: "Built once", topic: "delivery", withoutIt: "nobody tried it" },
    { slug: "one-home", title: "One home", topic: "code", withoutIt: "two places disagree" },
  ],
};

test("begins with waiting for the backend", () => {
  expect(renderToStaticMarkup(<Page />)).toContain('<p role="status">Loading …</p>');
});

test("says what went wrong, and can be asked again", () => {
  const page = markup({ kind: "failed", reason: "the backend answered 503" });
  expect(page).toContain("The practices cannot be shown: the backend answered 503.");
  expect(page).toContain("Try again");
  expect(page).not.toContain("<li>");
});

test("lists the practices, with what happens without them", () => {
  const page = markup(ready);
  expect(page.match(/<li>/g)).toHaveLength(2);
  expect(page).toContain("<h2>Built once</h2><p>Without it, nobody tried it.</p>");
});

test("lists one topic, whose button is pressed", () => {
  const page = markup(ready, "code");
  expect(page.match(/<li>/g)).toHaveLength(1);
  expect(page).toContain('aria-pressed="true">code<');
});

test("says that a topic has none", () => {
  expect(markup(ready, "operation")).toContain("There is none of this topic.");
});
