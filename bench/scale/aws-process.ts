/** The local AWS as a process of its own, so that its CPU is not counted as Flyball's: `node … <services> <table> <queue>`. */
import { createDynamoDbBackend } from '#local/dynamodb-backend.ts';
import { askDynamoDb } from '#local/dynamodb-client.ts';
import { startLocalAws } from '#local/server.ts';
import { createTable } from '#local/tables.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { type FromAws, type ToAws, toAwsSchema } from './messages.ts';
import { metered, watchingReads } from './metering.ts';
import { usageOfThisProcess } from './process-usage.ts';
import { benchService } from './services.ts';

const minuteMs = 60_000;
const warmUpMs = 15 * minuteMs;
/** Tasks take 40 s to start; finer steps would cost the plant more than they show here. */
const stepMs = 20_000;

const [, , services = '10', table = '', queue = ''] = process.argv;
const count = Number(services);

/** Real pace, so that token buckets refill while a tick waits for them; and jumps in between. */
const startMs = Math.floor(Date.now() / minuteMs) * minuteMs - 120 * minuteMs;
let baseMs = startMs - performance.now();
const nowMs = (): number => Math.floor(baseMs + performance.now());

const tell = (message: FromAws): void => {
  process.send?.(message);
};

const setups = Array.from({ length: count }, (_, index) => benchService(index, count, startMs));
const plant = createWorld({
  seed: 1,
  startMs: startMs - warmUpMs,
  stepMs,
  services: setups,
  historyMinutes: 60,
});
plant.advanceTo(startMs);
const { world, waits } = watchingReads(plant, nowMs);
const inMemory = createDynamoDbBackend();
await createTable(askDynamoDb(inMemory), table);
const { backend, units } = metered(inMemory);
const mailboxes = new Map([
  [
    queue,
    {
      put: (letter: { messageId: string; body: string }, delaySeconds = 0) =>
        tell({ kind: 'letter', ...letter, delaySeconds }),
    },
  ],
]);
const aws = await startLocalAws({ world, clock: { nowMs }, backend, mailboxes });

const jumpToNextMinute = (): void => {
  baseMs += minuteMs - (nowMs() % minuteMs);
  world.advanceTo(nowMs());
  tell({ kind: 'due', dueMs: nowMs() - (nowMs() % minuteMs) });
};

const meter = (): void => {
  const { read: readUnits, write: writeUnits } = units();
  const calls = Object.fromEntries(aws.calls);
  const throttled = Object.fromEntries(aws.throttled);
  tell({
    kind: 'metered',
    meter: { ...usageOfThisProcess(), calls, throttled, readUnits, writeUnits, ...waits() },
  });
};

const obey = (message: ToAws): void => {
  switch (message.kind) {
    case 'next':
      jumpToNextMinute();
      break;
    case 'meter':
      meter();
      break;
    default:
      message satisfies never;
  }
};

process.on('message', (message: unknown) => obey(toAwsSchema.parse(message)));
process.once('disconnect', () => process.exit());
tell({ kind: 'listening', url: aws.url });
