/** The local AWS in its own process, seen from the bench. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tableName } from '../function-variables.ts';
import { type FromAws, fromAwsSchema, type Meter, type ToAws } from './messages.ts';

export const queueName = 'shards';

export type Letter = {
  readonly messageId: string;
  readonly body: string;
  readonly delaySeconds: number;
};

export type BenchAws = {
  readonly url: string;
  /** Jumps to the next minute and says which it is. */
  readonly next: () => Promise<number>;
  readonly meter: () => Promise<Meter>;
  readonly stop: () => Promise<void>;
};

const hostFile = new URL('./aws-process.ts', import.meta.url);

/** To live through a quarter of an hour with 10,000 services takes it half a minute. */
const answerWithinMs = 180_000;

export const startAws = async (
  services: number,
  onLetter: (letter: Letter) => void,
): Promise<BenchAws> => {
  const child = fork(hostFile, [String(services), tableName, queueName]);
  const awaited = new Map<FromAws['kind'], (message: FromAws) => void>();
  child.on('message', (raw: unknown) => {
    const message = fromAwsSchema.parse(raw);
    if (message.kind === 'letter') onLetter(message);
    else awaited.get(message.kind)?.(message);
  });
  const answerOf = <Kind extends FromAws['kind']>(kind: Kind, ask: ToAws | null) =>
    new Promise<Extract<FromAws, { kind: Kind }>>((resolve, reject) => {
      const late = new Error(`the local AWS said nothing of "${kind}" in ${answerWithinMs} ms`);
      const timer = setTimeout(() => reject(late), answerWithinMs);
      const is = (message: FromAws): message is Extract<FromAws, { kind: Kind }> =>
        message.kind === kind;
      awaited.set(kind, (message) => {
        clearTimeout(timer);
        if (is(message)) resolve(message);
      });
      if (ask !== null) child.send(ask);
    });
  const { url } = await answerOf('listening', null);
  return {
    url,
    next: async () => (await answerOf('due', { kind: 'next' })).dueMs,
    meter: async () => (await answerOf('metered', { kind: 'meter' })).meter,
    stop: async () => {
      const gone = once(child, 'exit');
      // It exits by itself then, and a profiler in it may write what it saw.
      child.disconnect();
      await gone;
    },
  };
};
