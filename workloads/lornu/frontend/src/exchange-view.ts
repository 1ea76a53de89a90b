import { find, setText } from "./element";
import type { Exchange } from "./page-state";
import { outcomeText } from "./wording";

/** One question with its answer. All of it is shown as text: an answer can hold no markup. */
export class ExchangeView {
  readonly element: HTMLElement;
  private readonly answer = new Text();
  private readonly outcome: HTMLElement;
  private readonly again: HTMLButtonElement;

  constructor(template: HTMLTemplateElement, { prompt }: Exchange, askAgain: (prompt: string) => void) {
    const content = document.importNode(template.content, true);
    this.element = find(content, "article", HTMLElement);
    this.outcome = find(content, ".outcome", HTMLElement);
    this.again = find(content, ".again", HTMLButtonElement);
    find(content, "h2", HTMLElement).textContent = prompt;
    find(content, ".answer", HTMLElement).append(this.answer);
    this.again.addEventListener("click", () => askAgain(prompt));
  }

  render(exchange: Exchange): void {
    // Only added to, so that what the person has selected stays selected.
    this.answer.appendData(exchange.answer.slice(this.answer.length));
    this.element.dataset.outcome = exchange.outcome;
    // Assistive technology reads the answer when it is whole, not each piece.
    this.element.ariaBusy = String(exchange.outcome === "running");
    setText(this.outcome, outcomeText(exchange));
    this.again.hidden = exchange.outcome === "running" || exchange.outcome === "complete";
  }
}
