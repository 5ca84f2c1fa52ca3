/** The stored form of a growth envelope: some hundred numbers, of four digits where more would say nothing. */
import * as z from 'zod';
import type { Envelope, NoEnvelope } from '#engine/foresight/envelope.ts';
import { keptRisks } from '#engine/foresight/growth-tail.ts';
import { hoursOfDay } from '#engine/foresight/volatility.ts';
import { digits } from './learnt-digits.ts';

const amount = z.number().min(0);

const fittedSchema = z.strictObject({
  kind: z.literal('envelope'),
  madeAtMs: z.int().min(0),
  stepMs: z.int().min(1),
  floorLoad: amount,
  highestLoad: amount,
  lean: z.strictObject({ up: z.number(), down: z.number() }),
  usual: z.strictObject({ overall: amount, byHour: z.array(amount).length(hoursOfDay) }),
  leads: z
    .array(
      z.strictObject({
        aheadSteps: z.int().min(1),
        tail: z.strictObject({
          exceeded: z.array(z.number()).length(keptRisks.length),
          exponent: z.number(),
        }),
      }),
    )
    .min(1)
    .max(30),
});

export const envelopeSchema = z.discriminatedUnion('kind', [
  fittedSchema,
  z.strictObject({ kind: z.literal('none'), observedHours: amount }),
]);

export const storedEnvelope = (
  envelope: Envelope | NoEnvelope,
): z.output<typeof envelopeSchema> => {
  if (envelope.kind === 'none') return { ...envelope };
  const { floorLoad, highestLoad, usual, leads } = envelope;
  return {
    ...envelope,
    lean: { ...envelope.lean },
    floorLoad: digits(floorLoad),
    highestLoad: digits(highestLoad),
    usual: { overall: digits(usual.overall), byHour: usual.byHour.map(digits) },
    leads: leads.map(({ aheadSteps, tail }) => ({
      aheadSteps,
      tail: { exceeded: tail.exceeded.map(digits), exponent: digits(tail.exponent) },
    })),
  };
};
