/** `<cwdb-action>`: what happens when somebody clicks the element before it. */
import * as z from 'zod';

const actionSchema = z.object({
  action: z.enum(['call', 'html']).catch('html'),
  display: z.enum(['popup', 'widget']).catch('widget'),
  event: z.enum(['click', 'dblclick', 'mouseenter']).catch('click'),
  confirmation: z.string().nullable(),
  endpoint: z.string().nullable(),
});

export type Action = z.infer<typeof actionSchema> & {
  /** JSON of a call's parameters, or the HTML to show. */
  readonly content: string;
};

export type Perform = (action: Action) => void;

const read = (element: Element): Action => {
  const of = (name: string): string | null => element.getAttribute(name);
  const attributes = {
    action: of('action'),
    display: of('display'),
    event: of('event'),
    confirmation: of('confirmation'),
    endpoint: of('endpoint'),
  };
  const parsed = actionSchema.parse(attributes);
  const content = parsed.action === 'call' ? (element.textContent ?? '') : element.innerHTML;
  return { ...parsed, content };
};

const listen = (target: Element, action: Action, perform: Perform): void => {
  target.addEventListener(action.event, () => perform(action));
  if (action.event !== 'click') return;
  target.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || !['Enter', ' '].includes(event.key)) return;
    event.preventDefault();
    perform(action);
  });
};

/** The actions themselves are never shown. */
export const bindActions = (root: ParentNode, perform: Perform): void => {
  for (const element of root.querySelectorAll('cwdb-action')) {
    const target = element.previousElementSibling;
    if (target !== null) listen(target, read(element), perform);
    element.remove();
  }
};
