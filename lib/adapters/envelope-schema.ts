/** The stored form of a growth envelope: some hundred numbers, of four digits where more would say nothing. */
import * as z from 'zod';
import type { Envelope, NoEnvelope } from '#engine/foresight/envelope.ts';
import { keptRisks } from '#engine/foresight/growth-tail.ts';
import { shapeSize } from '#engine/foresight/shape.ts';
import { hoursOfDay } from '#engine/foresight/volatility.ts';
import { digits } from './learnt-digits.ts';

const amount = z.number().min(0);
const mostLeads = 30;
/** A rule promises one thing of one signal, and a policy has a handful of rules. */
const mostPromises = 16;

const fittedSchema = z.strictObject({
  kind: z.literal('envelope'),
  madeAtMs: z.int().min(0),
  stepMs: z.int().min(1),
  floorLoad: amount,
  highestLoad: amount,
  usual: z.strictObject({ overall: amount, byHour: z.array(amount).length(hoursOfDay) }),
  leads: z
    .array(
      z.strictObject({
        aheadSteps: z.int().min(1),
        weights: z.array(z.number()).length(shapeSize),
        tail: z.strictObject({
          exceeded: z.array(z.number()).length(keptRisks.length),
          exponent: z.number(),
        }),
      }),
    )
    .min(1)
    .max(mostLeads),
  kept: z
    .array(
      z.strictObject({
        limit: amount,
        riskRatio: amount,
        growths: z.array(amount).max(mostLeads),
      }),
    )
    .max(mostPromises),
});

export const envelopeSchema = z.discriminatedUnion('kind', [
  fittedSchema,
  z.strictObject({ kind: z.literal('none'), observedHours: amount }),
]);

export const storedEnvelope = (
  envelope: Envelope | NoEnvelope,
): z.output<typeof envelopeSchema> => {
  if (envelope.kind === 'none') return { ...envelope };
  const { floorLoad, highestLoad, usual, leads, kept } = envelope;
  return {
    ...envelope,
    floorLoad: digits(floorLoad),
    highestLoad: digits(highestLoad),
    usual: { overall: digits(usual.overall), byHour: usual.byHour.map(digits) },
    leads: leads.map(({ aheadSteps, weights, tail }) => ({
      aheadSteps,
      weights: weights.map(digits),
      tail: { exceeded: tail.exceeded.map(digits), exponent: digits(tail.exponent) },
    })),
    // What is promised is looked up by its very numbers.
    kept: kept.map(({ limit, riskRatio, growths }) => ({
      limit,
      riskRatio,
      growths: growths.map(digits),
    })),
  };
};
