/** What is drawn beside a service's lines: its bounds, its decisions, and the times when its breaker was open. */
import type { Decision, Service } from '../../wire.ts';
import type { Line, Mark, Note, Span } from '../chart/model.ts';
import type { Extent } from '../chart/scale.ts';

const boundOf = (label: string, value: number, { from, to }: Extent): Line => ({
  label,
  colour: '--bound',
  stroke: 'dashed',
  axis: 'left',
  samples: [
    [from, value],
    [to, value],
  ],
});

/** Nobody bounds what Flyball leaves alone. */
export const boundsOf = ({ min, max, handling }: Service, time: Extent): readonly Line[] =>
  handling === 'left-alone' ? [] : [boundOf('at most', max, time), boundOf('at least', min, time)];

export const marksOf = (service: Service, decisions: readonly Decision[]): readonly Mark[] =>
  decisions
    .filter((decision) => decision.service === service.name)
    .map(({ atMs, from, to, hindrance, observed }) => ({
      atMs,
      value: to,
      direction: to > from ? 'out' : 'in',
      hollow: hindrance !== null || observed,
    }));

const spanLooks = {
  open: { colour: '--bad', text: 'breaker open' },
  'half-open': { colour: '--warn', text: 'probing' },
} as const;

/** Each state of the breaker lasts until its next turn; closed is how it should be, and not shown. */
export const spansOf = ({ turns }: Service, nowMs: number): readonly Span[] =>
  turns.flatMap(({ atMs, state }, index) =>
    state === 'closed'
      ? []
      : [{ fromMs: atMs, toMs: turns[index + 1]?.atMs ?? nowMs, ...spanLooks[state] }],
  );

/** Only the upper one: beside the lower one there is no room for words between the axis and the lines. */
export const notesOf = ({ max, handling }: Service): readonly Note[] =>
  handling === 'left-alone' ? [] : [{ value: max, text: `at most ${max}` }];
