/** Elements without a framework: made once, patched by whoever holds them. */

type Props = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;

type Child = Node | string;

const apply = (element: Element, name: string, value: Props[string]): void => {
  if (typeof value === 'function') element.addEventListener(name, value);
  else if (typeof value === 'boolean') element.toggleAttribute(name, value);
  else element.setAttribute(name, value);
};

export const make = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) apply(element, name, value);
  element.append(...children);
  return element;
};

/** An element that index.html promises. */
export const byId = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element #${id}`);
  return element;
};

/** Touches the document only when there is something new to say. */
export const setText = (element: Element, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

export const show = (element: HTMLElement, visible: boolean): void => {
  if (element.hidden === visible) element.hidden = !visible;
};
