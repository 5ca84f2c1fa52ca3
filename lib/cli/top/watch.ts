/** The live view: reads, draws, and obeys keys until it is told to end; then the terminal is as it was. */

import { linesOf, rowsOn, type Style } from './draw.ts';
import type { Look, ShownOf } from './look.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { inOrderOf } from './order.ts';
import type { OpenScreen, Screen } from './screen.ts';
import { after, firstView, type View, type ViewEvent } from './view.ts';

export type Watch = {
  readonly open: OpenScreen;
  readonly style: Style;
  readonly everyMs: number;
  /** `over` ends a read that nobody waits for any more. */
  readonly look: (shownOf: ShownOf, before: Look | null, over: AbortSignal) => Promise<Look>;
  /** Rejects when `over`. */
  readonly wait: (ms: number, over: AbortSignal) => Promise<void>;
  readonly textOf: (error: unknown) => string;
};

type Running = {
  readonly watch: Watch;
  readonly screen: Screen;
  readonly mailbox: Mailbox<ViewEvent>;
  readonly over: AbortSignal;
};

const shownBy = ({ order }: View, { screen, watch }: Running): ShownOf => {
  const rows = rowsOn(screen.size());
  return (summaries) => inOrderOf(summaries, order, watch.style.home).slice(0, rows);
};

/** Never rejects: what goes wrong is an event like any other, and the next read comes all the same. */
const read = async (view: View, running: Running): Promise<void> => {
  const { watch, mailbox, over } = running;
  try {
    const look = await watch.look(shownBy(view, running), view.look, over);
    mailbox.put({ kind: 'looked', look });
  } catch (error) {
    mailbox.put({ kind: 'failed', error: watch.textOf(error) });
  }
  try {
    await watch.wait(watch.everyMs, over);
    mailbox.put({ kind: 'due' });
  } catch (error) {
    if (!over.aborted) mailbox.put({ kind: 'failed', error: watch.textOf(error) });
  }
};

const untilOver = async (running: Running): Promise<void> => {
  const { watch, screen, mailbox } = running;
  let view = firstView;
  while (!view.isOver) {
    if (view.isDue && !view.isReading && !view.isPaused) {
      void read(view, running);
      view = { ...view, isDue: false, isReading: true };
    }
    screen.draw(linesOf(view, screen.size(), watch.style));
    view = after(view, await mailbox.take());
  }
};

export const watchFleet = async (watch: Watch): Promise<void> => {
  const mailbox = createMailbox<ViewEvent>();
  const over = new AbortController();
  const screen = watch.open(mailbox.offer);
  try {
    await untilOver({ watch, screen, mailbox, over: over.signal });
  } finally {
    over.abort();
    screen.close();
  }
};
