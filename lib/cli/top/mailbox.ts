/** What happened, in order, for one who takes it up bit by bit. */
export type Mailbox<Event> = {
  readonly put: (event: Event) => void;
  /** Dropped where more wait than anybody could have meant: a key that is held down. */
  readonly offer: (event: Event) => void;
  readonly take: () => Promise<Event>;
};

const waitingAtMost = 100;

export const createMailbox = <Event>(): Mailbox<Event> => {
  const waiting: Event[] = [];
  let wake: () => void = () => {};
  const put = (event: Event): void => {
    waiting.push(event);
    wake();
  };
  const take = async (): Promise<Event> => {
    for (;;) {
      const event = waiting.shift();
      if (event !== undefined) return event;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const offer = (event: Event): void => {
    if (waiting.length < waitingAtMost) put(event);
  };
  return { put, offer, take };
};
