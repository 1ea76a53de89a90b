/** @throws where `index.html` and the code no longer fit together */
export function find<Type extends Element>(root: ParentNode, selector: string, type: new () => Type): Type {
  const found = root.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`index.html has no ${type.name} at ${selector}`);
}

/** Assistive technology says again what is set again. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
