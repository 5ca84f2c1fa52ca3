/** Amazon EventBridge, as far as putting events goes: what is put on the default bus is kept for whoever looks. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import { operationsOf } from './operation.ts';
import type { Service } from './service.ts';

export type PutEvent = {
  readonly atMs: number;
  readonly source: string;
  readonly detailType: string;
  /** JSON, as it was put. */
  readonly detail: string;
};

const operation = operationsOf('ValidationException');

const entrySchema = z.object({
  Source: z.string().min(1),
  DetailType: z.string().min(1).max(128),
  Detail: z.string(),
  EventBusName: z.literal('default').optional(),
});

type Entry = z.infer<typeof entrySchema>;

/** Of all entries of a call together. */
const mostBytes = 256 * 1024;

const isJson = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
};

const putEvents = operation(
  z.object({ Entries: z.array(entrySchema).min(1).max(10) }),
  ({ Entries: entries }, context) => {
    const bytes = entries.reduce((sum, { Detail }) => sum + Buffer.byteLength(Detail), 0);
    if (bytes > mostBytes) {
      throw new AwsError(
        'ValidationException',
        'Total size of the entries in the request is over the limit.',
      );
    }
    /** The fault `partial`: every second entry is refused, as under load. */
    const answerOf = ({ Source, DetailType, Detail }: Entry, index: number) => {
      if (context.partial && index % 2 === 1) {
        return { ErrorCode: 'InternalFailure', ErrorMessage: 'Please try again' };
      }
      if (!isJson(Detail)) {
        return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
      }
      context.putEvent({
        atMs: context.nowMs,
        source: Source,
        detailType: DetailType,
        detail: Detail,
      });
      return { EventId: randomUUID() };
    };
    const answers = entries.map(answerOf);
    const refused = answers.filter((answer) => 'ErrorCode' in answer);
    return { FailedEntryCount: refused.length, Entries: answers };
  },
);

export const eventbridge: Service = {
  name: 'events',
  wire: { kind: 'json', target: 'AWSEvents', version: '1.1', queryCodes: null },
  throttled: { code: 'ThrottlingException', status: 400 },
  internal: { code: 'InternalException', status: 500 },
  operations: { PutEvents: putEvents },
};
