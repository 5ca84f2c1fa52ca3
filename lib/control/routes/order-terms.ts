/** What is said with an order, in the words that the command line takes. */
import * as z from 'zod';
import { durationText, parseDuration } from '#config/units.ts';
import { mostCharacters, oneLine, orderSeconds } from '#lib/orders/bounds.ts';
import type { OrderDefaults } from '#lib/orders/defaults.ts';

const bounds = `${durationText(orderSeconds.least)} to ${durationText(orderSeconds.most)}`;

export const lasting = z
  .string()
  .transform((text) => parseDuration(text) ?? Number.NaN)
  .refine(
    (seconds) => seconds >= orderSeconds.least && seconds <= orderSeconds.most,
    `must be a duration from ${bounds}, such as 1h`,
  )
  .optional()
  .meta({ description: `How long it holds, from ${bounds}`, examples: ['2h'] });

export const why = z
  .string('must say why, in a few words')
  .transform(oneLine)
  .refine(
    (text) => text !== '' && text.length <= mostCharacters.why,
    `must have 1 to ${mostCharacters.why} characters; whoever is on call will read it`,
  )
  .meta({ description: 'Why; it is shown with every decision that it shapes' });

type Said = { readonly for?: number | undefined; readonly why?: string | undefined };

export const termsOf = (said: Said, usual: OrderDefaults) => ({
  seconds: said.for ?? usual.seconds,
  why: said.why ?? usual.why ?? '',
});
