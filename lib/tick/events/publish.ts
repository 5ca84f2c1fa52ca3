/** Puts the events of a tick on the bus, after those that earlier ticks could not; what is not taken is kept for the next. */
import type { FlyballEvent } from '#lib/events/schemas.ts';
import type { TickInput } from '../input.ts';
import { asError } from '../trouble.ts';
import { type Eventful, eventsOf } from './events-of.ts';

type Step<T> = { readonly value: T; readonly errors: readonly Error[] };

const remedy =
  'allow events:PutEvents to the tick, or write "events: false" in the fleet file if nobody listens';

/** Only the tick function sends what is owed: twenty workers that read it at once would send it twenty times. */
const owedBefore = async ({
  ports,
  deadline,
  share,
}: TickInput): Promise<Step<readonly FlyballEvent[]>> => {
  if (share !== undefined) return { value: [], errors: [] };
  try {
    return { value: await ports.events.outbox.load(deadline), errors: [] };
  } catch (thrown) {
    const error = new Error('events still to be sent could not be read', {
      cause: asError(thrown),
    });
    return { value: [], errors: [error] };
  }
};

const sent = async (
  events: readonly FlyballEvent[],
  { ports, deadline }: TickInput,
): Promise<Step<readonly FlyballEvent[]>> => {
  if (events.length === 0) return { value: [], errors: [] };
  const { untaken, cause } = await ports.events.bus.put(events, deadline);
  if (untaken.length === 0) return { value: [], errors: [] };
  const error = new Error(
    `${untaken.length} of ${events.length} events could not be sent, and the next tick tries again; ${remedy}`,
    { cause },
  );
  return { value: untaken, errors: [error] };
};

const kept = async (
  before: readonly FlyballEvent[],
  owed: readonly FlyballEvent[],
  { ports, deadline }: TickInput,
): Promise<readonly Error[]> => {
  try {
    await ports.events.outbox.settle(before, owed, deadline);
    return [];
  } catch (thrown) {
    const error = new Error('events still to be sent could not be kept', {
      cause: asError(thrown),
    });
    return [error];
  }
};

/** Sent first and kept after: whoever hears an event twice knows it by its id. */
export const publishEvents = async (
  happened: Eventful,
  input: TickInput,
): Promise<readonly Error[]> => {
  if (!input.fleet.events) return [];
  const owed = await owedBefore(input);
  const { value: untaken, errors } = await sent([...owed.value, ...eventsOf(happened)], input);
  const isUnchanged = untaken.length === 0 && owed.value.length === 0;
  const unkept = isUnchanged ? [] : await kept(owed.value, untaken, input);
  return [...owed.errors, ...errors, ...unkept];
};
