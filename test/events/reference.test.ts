import { expect, test } from 'vitest';
import { exampleEvents } from '#lib/events/examples.ts';
import { eventReference, withEventReference } from '#lib/events/reference.ts';
import { eventSchema } from '#lib/events/schemas.ts';

test.each(exampleEvents)('the example of $detailType is what its schema says', (example) => {
  expect(eventSchema.parse(example)).toEqual(example);
});

test('every kind of event has an example', () => {
  const kinds = eventSchema.options.map(({ shape }) => shape.detailType.value);
  expect(exampleEvents.map(({ detailType }) => detailType)).toEqual(kinds);
  for (const kind of kinds) expect(eventReference()).toContain(`### ${kind}`);
});

test('a document without its markers is refused', () => {
  expect(() => withEventReference('none')).toThrow('docs/EVENTS.md needs <!-- events:begin');
});
