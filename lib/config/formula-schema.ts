/** `{formula: …, per: …}` of a named signal: text in, the engine's own tree out. */
import * as z from 'zod';
import { parseFormula } from '#engine/parse-formula.ts';
import { strictObject } from './strict-object.ts';

const must = 'must be a formula over signals, such as max(cpu, memory)';

/** Every other kind of signal says its kind, so what lacks both is told about both. */
const missingText = `${must}; or give the signal a kind: custom, expression, latency, queueDepth or queueAge`;

/** Positions are told from 1, as editors count them. */
const formula = z.string({ error: missingText }).transform((input, context) => {
  const parsed = parseFormula(input);
  if (parsed.kind === 'parsed') return parsed.formula;
  const message = `${must}; at character ${parsed.position + 1}: ${parsed.message}`;
  context.issues.push({ code: 'custom', input, message });
  return z.NEVER;
});

export const formulaSignal = <Per extends z.ZodType>(per: Per) =>
  strictObject('a formula signal', {
    kind: z.literal('formula').optional(),
    per,
    formula,
  }).transform((signal) => ({ ...signal, kind: 'formula' as const }));
