/** Services that have metrics of their own: few, and named one by one, since CloudWatch asks for each. */
import * as z from 'zod';
import { text } from './scalars.ts';

/** At $0.60 a month each, more would cost more than most of them are worth. */
export const mostMeasured = 100;

const measuredName = text({
  what: 'a service as <cluster>/<name>',
  pattern: /^[A-Za-z0-9_-]{1,255}\/[A-Za-z0-9_-]{1,255}$/,
  example: 'prod/web',
});

export const measuredSchema = z
  .array(measuredName, { error: 'must be a list such as [prod/web]' })
  .max(mostMeasured, `must name at most ${mostMeasured} services`);
