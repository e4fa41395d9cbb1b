type Child = Node | string;

/** A DOM element with attributes and children. */
export function element(tag: string, attributes: Readonly<Record<string, string>> = {}, ...children: readonly Child[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button in the text that is no text: its label, and what it does. */
export function frameButton(label: string, run: () => void, attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  const button = element('button', { type: 'button', contenteditable: 'false', tabindex: '-1', ...attributes }, label);
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', run);
  return button;
}
