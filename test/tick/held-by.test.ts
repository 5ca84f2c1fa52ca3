import { expect, it } from 'vitest';
import type { Decision } from '#engine/model.ts';
import type { Reason } from '#engine/reason.ts';
import { heldBy } from '#lib/tick/held-by.ts';
import { idOf, startMs } from './support.ts';

const cooling: Reason = {
  kind: 'cooling',
  direction: 'out',
  asked: 6,
  urgency: 'low',
  cause: 'same-direction',
  waitSeconds: 60,
  untilMs: startMs,
};
const bounded: Reason = { kind: 'bounded', bound: 'max', limit: 4, asked: 6, source: 'policy' };
const made: Reason = { kind: 'made-room', group: 'g', asked: 6, granted: 4 };
const launch: Reason = { kind: 'launch-limited', maxStarts: 1, asked: 6, granted: 4 };
const blast: Reason = {
  kind: 'blast-guard',
  why: 'share',
  ratio: 0.5,
  limitRatio: 0.2,
  asked: 3,
};

const decisionOf = (to: number, asked: number, reasons: readonly Reason[]): Decision => ({
  service: idOf('web'),
  atMs: startMs,
  from: 4,
  to,
  asked,
  urgency: 'low',
  reasons,
  challenger: null,
});

it.each([
  ['by what stood in the way', decisionOf(4, 6, [cooling]), 'cooldown'],
  ['by the last of several', decisionOf(4, 6, [cooling, bounded]), 'bounds'],
  ['by its group', decisionOf(4, 6, [made]), 'bounds'],
  ['by the starts that a tick has', decisionOf(4, 6, [launch]), 'limits'],
  ['by the blast guard', decisionOf(4, 3, [blast]), 'guard'],
  ['by nothing that is counted', decisionOf(4, 6, [{ kind: 'no-opinion' }]), null],
  ['not at all when it moved', decisionOf(5, 6, [cooling]), null],
  ['not at all when nothing else was wished for', decisionOf(4, 4, [bounded]), null],
] as const)('is held %s', (_, decision, expected) => {
  expect(heldBy(decision)).toBe(expected);
});
