/** The reference in docs/EVENTS.md and the schema beside it, made from what events are checked with. */
import * as z from 'zod';
import { exampleEvents } from './examples.ts';
import { eventSchema, type FlyballEvent } from './schemas.ts';

const when: Readonly<Record<FlyballEvent['detailType'], string>> = {
  'Flyball Action':
    'a count was changed, would have been if the policy acted, or was refused by ECS',
  'Flyball Alert Opened': 'people are told of an alert for the first time; reminders are no events',
  'Flyball Alert Resolved': 'an alert that people were told of is over, by itself or by hand',
  'Flyball Breaker Turned': 'a circuit breaker opens, is tried again, or closes',
  'Flyball Tick Failed': 'a tick could not do all its work: each part that failed is named',
};

const section = ({ detailType, detail }: FlyballEvent): readonly string[] => [
  `### ${detailType}`,
  '',
  `When ${when[detailType]}. For example, the \`detail\`:`,
  '',
  '```json',
  JSON.stringify(detail, null, 2),
  '```',
  '',
];

const begin = '<!-- events:begin -->';
const end = '<!-- events:end -->';

export const eventReference = (): string => exampleEvents.flatMap(section).join('\n').trimEnd();

export const withEventReference = (document: string): string => {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`docs/EVENTS.md needs ${begin} and, below it, ${end}`);
  }
  return `${document.slice(0, from + begin.length)}\n\n${eventReference()}\n\n${document.slice(to)}`;
};

export const eventJsonSchema = (): string => {
  const { $schema, ...schema } = z.toJSONSchema(eventSchema, { reused: 'inline' });
  const title = 'Events of Flyball: their detail type and detail';
  return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`;
};
