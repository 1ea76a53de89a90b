import { find, setText } from "./element";
import { ExchangeView } from "./exchange-view";
import { type PageState, runningExchange } from "./page-state";
import { connectionText } from "./wording";

export interface PageActions {
  readonly ask: (prompt: string) => void;
  readonly cancel: () => void;
}

/** Nearer to the end than this, the page follows the answer. */
const followPixels = 48;

export class PageView {
  private readonly connection = find(document, "#connection", HTMLElement);
  private readonly connectionHeard = find(document, "#connection-heard", HTMLElement);
  private readonly conversation = find(document, "#conversation", HTMLElement);
  private readonly notice = find(document, "#notice", HTMLElement);
  private readonly prompt = find(document, "#prompt", HTMLTextAreaElement);
  private readonly askButton = find(document, "#ask", HTMLButtonElement);
  private readonly cancelButton = find(document, "#cancel", HTMLButtonElement);
  private readonly template = find(document, "#exchange", HTMLTemplateElement);
  private readonly exchanges = new Map<string, ExchangeView>();

  constructor(private readonly actions: PageActions) {
    const form = find(document, "#form", HTMLFormElement);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      actions.ask(this.prompt.value);
    });
    this.prompt.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    this.cancelButton.addEventListener("click", actions.cancel);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") actions.cancel();
    });
  }

  clearPrompt(): void {
    this.prompt.value = "";
  }

  render(state: PageState): void {
    const follows = isAtEnd();
    this.renderConnection(state);
    setText(this.notice, state.notice);
    for (const exchange of state.exchanges) this.viewOf(exchange).render(exchange);
    const isRunning = runningExchange(state) !== undefined;
    // Not `disabled`: that would take the focus from the person who has just pressed the button.
    this.askButton.ariaDisabled = String(isRunning || state.connection.phase !== "connected");
    this.cancelButton.ariaDisabled = String(!isRunning);
    if (follows) scrollTo(0, document.documentElement.scrollHeight);
  }

  private renderConnection({ connection }: PageState): void {
    const [delaySeconds, secondsLeft] =
      connection.phase === "waiting" ? [connection.delaySeconds, connection.secondsLeft] : [0, 0];
    setText(this.connection, connectionText(connection, secondsLeft));
    setText(this.connectionHeard, connectionText(connection, delaySeconds));
    this.connection.dataset.phase = connection.phase;
  }

  private viewOf(exchange: PageState["exchanges"][number]): ExchangeView {
    const known = this.exchanges.get(exchange.id);
    if (known !== undefined) return known;
    const view = new ExchangeView(this.template, exchange, this.actions.ask);
    this.exchanges.set(exchange.id, view);
    this.conversation.append(view.element);
    return view;
  }
}

function isAtEnd(): boolean {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollHeight - clientHeight - scrollY <= followPixels;
}
