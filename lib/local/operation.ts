/** What an operation of the local AWS is made of, and what it may look at. */
import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import type { PutEvent } from './eventbridge.ts';
import type { Place } from './places.ts';
import type { RoleBook } from './roles.ts';
import type { Published } from './sns.ts';

/** How long after a minute is over its metrics appear. */
export type MetricDelay = { readonly fromSeconds: number; readonly toSeconds: number };

/** What there is in the home that is asked, and what surrounds the question. */
export type LocalContext = Place & {
  readonly nowMs: number;
  /** What the caller asked under, for URLs in answers. */
  readonly origin: string;
  readonly metricDelay: MetricDelay;
  readonly roles: RoleBook;
  readonly publish: (message: Published) => void;
  readonly putEvent: (event: PutEvent) => void;
  /** Set by the fault `stale`: nothing newer than this is told. */
  readonly staleSinceMs: number | null;
  /** Set by the fault `partial`: only part of the answer is given. */
  readonly partial: boolean;
};

export type Operation = (input: unknown, context: LocalContext) => object;

/** Defines operations of one service, whose word for a bad parameter is `invalid`. */
export const operationsOf =
  (invalid: string) =>
  <Input>(
    schema: z.ZodType<Input>,
    handle: (input: Input, context: LocalContext) => object,
  ): Operation =>
  (input, context) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw new AwsError(invalid, z.prettifyError(parsed.error));
    return handle(parsed.data, context);
  };
