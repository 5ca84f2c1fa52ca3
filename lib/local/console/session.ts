/** A product that runs, and what the page may do with it. */
import type { Listener, Product } from '../product.ts';
import type { Wake } from '../scheduler/schedules.ts';
import type { Tour } from '../tour/tour.ts';
import { carryOut } from './carry-out.ts';
import type { Chronicle } from './chronicle.ts';
import { type ConsoleCommand, isOrder, type OrderCommand, type WorldCommand } from './commands.ts';
import type { OrderDesk } from './orders.ts';

export type Session = {
  readonly product: Product;
  readonly chronicle: Chronicle;
  readonly tour: Tour | null;
  readonly desk: OrderDesk;
};

export const toWorld = ({ product, tour }: Omit<Session, 'chronicle'>, what: WorldCommand): void =>
  carryOut({ product, tour: (action) => tour?.act(action, product.clock.nowMs()) }, what);

const toFlyball = async (session: Session, what: OrderCommand): Promise<void> => {
  const { product, desk, chronicle } = session;
  const nowMs = Math.floor(product.clock.nowMs());
  if (what.kind === 'order') await desk.give(what, nowMs);
  else await desk.withdraw(what.whom, nowMs);
  await chronicle.ordered();
};

export const obey = async (session: Session, what: ConsoleCommand): Promise<void> => {
  if (isOrder(what)) await toFlyball(session, what);
  else toWorld(session, what);
};

/** A look that fails, on a machine that is too busy, leaves the page a minute old; the world goes on. */
const look = async (session: Session | null, { dueMs }: Wake, { onLine }: Listener) => {
  try {
    await session?.chronicle.woken();
  } catch (error) {
    const text = `The console could not look at the tables: ${error}`;
    onLine?.({ atMs: dueMs, level: 'ERROR', text });
  }
};

/** Tells the chronicle first, and then whoever listens besides. */
export const listeningTo = (session: () => Session | null, listener: Listener): Listener => ({
  ...listener,
  onDecision: (decision) => {
    session()?.chronicle.decided(decision);
    listener.onDecision?.(decision);
  },
  onSkip: (skip) => {
    session()?.chronicle.skipped(skip);
    listener.onSkip?.(skip);
  },
  onTurn: (turn) => {
    session()?.chronicle.turned(turn);
    listener.onTurn?.(turn);
  },
  onWake: async (wake, error) => {
    await look(session(), wake, listener);
    await listener.onWake?.(wake, error);
  },
});
