/** What the live view knows, and what each event makes of it. */
import type { Look } from './look.ts';
import { type Order, orderAfter } from './order.ts';
import type { ScreenEvent } from './screen.ts';

export type View = {
  readonly look: Look | null;
  readonly order: Order;
  readonly isPaused: boolean;
  readonly isReading: boolean;
  /** It is time to read, unless it is paused. */
  readonly isDue: boolean;
  readonly isOver: boolean;
  /** Why the last read failed; what was seen before stays on the screen. */
  readonly error: string | null;
};

export type ViewEvent =
  | ScreenEvent
  | { readonly kind: 'due' }
  | { readonly kind: 'looked'; readonly look: Look }
  | { readonly kind: 'failed'; readonly error: string };

export const firstView: View = {
  look: null,
  order: 'trouble',
  isPaused: false,
  isReading: false,
  isDue: true,
  isOver: false,
  error: null,
};

/** While keys are taken one by one, Ctrl-C is a character and no signal. */
const ctrlC = '\u0003';

const afterKey = (view: View, key: string): View => {
  switch (key) {
    case 'q':
    case ctrlC:
      return { ...view, isOver: true };
    case 's':
      return { ...view, order: orderAfter(view.order) };
    case 'p':
      return { ...view, isPaused: !view.isPaused };
    default:
      return view;
  }
};

export const after = (view: View, event: ViewEvent): View => {
  switch (event.kind) {
    case 'key':
      return afterKey(view, event.key);
    case 'resized':
      return view;
    case 'closed':
      return { ...view, isOver: true };
    case 'due':
      return { ...view, isDue: true };
    case 'looked':
      // What arrives during a pause belongs to a moment that is no longer looked at.
      return view.isPaused
        ? { ...view, isReading: false }
        : { ...view, isReading: false, look: event.look, error: null };
    case 'failed':
      return { ...view, isReading: false, error: event.error };
    default:
      return event satisfies never;
  }
};
