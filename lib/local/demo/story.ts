/** What the demonstration tells of itself, in the order in which somebody new would ask. */
import type { TourStep } from '../tour/tour.ts';

const plain = { begin: [], end: [] } as const;

export const demoStory: readonly TourStep[] = [
  {
    ...plain,
    title: 'A service and its load.',
    text: 'Blue is what comes in. The dotted line is the demand that Flyball makes of it, in tasks; orange is what it asks ECS for, green is what runs. Triangles are decisions: each says why.',
    service: 'shop/storefront',
    minutes: 14,
  },
  {
    title: 'A flash crowd.',
    text: 'Five times the visitors within a minute. CPU is full, so it hides part of the demand, which is therefore counted higher; and tasks that are still starting are never ordered twice.',
    service: 'shop/storefront',
    minutes: 12,
    begin: [{ kind: 'flash-crowd', service: 'shop/storefront' }],
    end: [],
  },
  {
    ...plain,
    title: 'The crowd leaves, the tasks stay a while.',
    text: 'Out at once, in with care: the highest wish of the last five minutes counts, and at most a fifth goes each time.',
    service: 'shop/storefront',
    minutes: 14,
  },
  {
    ...plain,
    title: 'A morning rise, seen coming.',
    text: 'Sales open at the same time every day, and tasks take three minutes to start. Two weeks of its past say what comes: the tasks are there before the visitors. Next to it, nobody can foretell rumours: that forecast says that it is not used, and why.',
    service: 'ahead/tickets',
    minutes: 20,
  },
  {
    title: 'A thousand messages.',
    text: 'One worker for 50 messages, ten of a kind at most and twenty of all kinds together: when the group is full, priority decides who waits. When the queue is empty, so is the service.',
    service: 'jobs/thumbnails',
    minutes: 14,
    begin: [{ kind: 'messages', service: 'jobs/thumbnails' }],
    end: [],
  },
  {
    title: 'A deployment.',
    text: 'While tasks are replaced nothing is scaled in, for the numbers are those of two versions. Scaling out goes on.',
    service: 'shop/checkout',
    minutes: 8,
    begin: [{ kind: 'deployment', service: 'shop/checkout' }],
    end: [],
  },
  {
    title: 'CloudWatch fails.',
    text: 'No data is not zero. Nothing is scaled in on a guess; services without any signal raise an alert, which closes by itself when the metrics are back.',
    service: 'shop/search',
    minutes: 8,
    begin: [{ kind: 'trouble', name: 'metric-outage', on: true }],
    end: [{ kind: 'trouble', name: 'metric-outage', on: false }],
  },
  {
    title: 'Half of all requests fail.',
    text: 'More tasks would not help, and fewer would hurt: the circuit breaker opens, keeps the count as it is, and says why, by alarm and message. Later one task more is tried; when the errors are gone, it closes by itself.',
    service: 'shop/checkout',
    minutes: 9,
    begin: [{ kind: 'error-storm', service: 'shop/checkout', on: true }],
    end: [{ kind: 'error-storm', service: 'shop/checkout', on: false }],
  },
  {
    title: 'Somebody sets a count by hand.',
    text: 'Flyball notices that it was not the one who wrote it, says so, and lets it stand for a cooldown before it goes on.',
    service: 'pools/http',
    minutes: 10,
    begin: [{ kind: 'desired', service: 'pools/http', desired: 5 }],
    end: [],
  },
  {
    title: 'ECS is too busy.',
    text: 'UpdateService is throttled in the middle of a flash crowd. The intent was written down first, so the next tick finds it unfulfilled and decides again.',
    service: 'shop/search',
    minutes: 6,
    begin: [
      { kind: 'trouble', name: 'throttling', on: true },
      { kind: 'flash-crowd', service: 'shop/search' },
    ],
    end: [{ kind: 'trouble', name: 'throttling', on: false }],
  },
  {
    ...plain,
    title: 'Two masters.',
    text: 'Application Auto Scaling is registered for this service as well. Two writers would fight over the count, so Flyball refuses, and tells how to settle it.',
    service: 'guards/two-masters',
    minutes: 8,
  },
  {
    ...plain,
    title: 'Your turn.',
    text: 'Move the load, break tasks, stop CloudWatch. Everything below is the dashboard that the stack deploys.',
    service: null,
    minutes: 20,
  },
];
