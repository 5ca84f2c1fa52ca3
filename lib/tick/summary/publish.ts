/** Writes the summary down: it is for who looks, and no service is scaled any better by it. */
import type { FleetSummary, SummaryOutcome } from '#lib/fleet-summary.ts';
import type { TickInput } from '../input.ts';
import { asError } from '../trouble.ts';

export const publishSummary = async (
  summary: FleetSummary,
  { ports, deadline }: TickInput,
): Promise<SummaryOutcome> => {
  try {
    return { kind: await ports.summaries.publish(summary, deadline) };
  } catch (thrown) {
    const error = new Error(
      'the fleet summary could not be written, so dashboards show the one before; the next tick writes it',
      { cause: asError(thrown) },
    );
    return { kind: 'failed', error };
  }
};
