/** `GET /metrics/{name}`: the last thousand points of a signal of a service, or of a metric of Flyball's own. */
import * as z from 'zod';
import { keyOf, type Point, type ServiceView } from '#engine/model.ts';
import { isoOf, moment } from '../answers/moment.ts';
import { pointsOf, pointsSchema } from '../answers/points.ts';
import { textOfError } from '../error-text.ts';
import { findService } from '../find-service.ts';
import { fleetMetricNamed, fleetMetrics } from '../fleet-metrics.ts';
import { HttpProblem } from '../http/problem.ts';
import { defineRoute, nothing } from '../http/route.ts';
import { fleetPoints, type Series, seriesOf, signalPoints } from '../series.ts';
import { serviceRefSchema } from '../service-ref.ts';
import { askedSignal } from '../service-signal.ts';
import type { ControlWorld } from '../world.ts';

const mostPoints = 1_000;

/** Minutes are kept for 15 days, five minutes for 63, hours for 455. */
const periods = ['60', '300', '3600'] as const;

const viewOf = async (ref: string, world: ControlWorld): Promise<ServiceView> => {
  const { id } = await findService(ref, world);
  const { ports, deadline } = world;
  const lookup = (await ports.serviceReader.describe([id], deadline)).get(keyOf(id));
  if (lookup?.kind === 'found') return lookup.view;
  if (lookup?.kind === 'failed') throw new HttpProblem(503, lookup.cause);
  throw new HttpProblem(404, `ECS has no service ${id.cluster}/${id.name} that could be scaled`);
};

const fleetMetricPoints = async (name: string, series: Series, world: ControlWorld) => {
  const metric = fleetMetricNamed(name);
  if (metric !== null) return (await fleetPoints([metric], series, world)).get(metric.name) ?? [];
  const known = fleetMetrics.map((each) => each.name).join(', ');
  throw new HttpProblem(
    404,
    `there is no metric ${name}; there are ${known}; for a signal of a service add ?service=`,
  );
};

const read = async (
  name: string,
  service: string | undefined,
  series: Series,
  world: ControlWorld,
): Promise<readonly Point[]> => {
  if (service === undefined) return fleetMetricPoints(name, series, world);
  const view = await viewOf(service, world);
  return signalPoints(askedSignal(name, view, world), view, series, world);
};

/** Nothing else is asked for here, so without the metric there is nothing to answer. */
const readOrRefuse = async (...input: Parameters<typeof read>): Promise<readonly Point[]> => {
  try {
    return await read(...input);
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    const why = `CloudWatch did not answer for ${input[0]}: ${textOfError(error)}`;
    throw new HttpProblem(503, `${why}; try again`, { cause: error });
  }
};

export const metricRoute = defineRoute({
  method: 'GET',
  path: '/metrics/{name}',
  operationId: 'getMetric',
  summary: `The last ${mostPoints} points of a signal of a service, or of one of Flyball's own metrics`,
  params: z.strictObject({ name: z.string().min(1).max(255) }),
  query: z.strictObject({
    service: serviceRefSchema
      .optional()
      .meta({ description: 'Whose signal `name` is; without it, a metric of GET /metrics' }),
    points: z.coerce.number().int().min(1).max(mostPoints).default(mostPoints),
    period: z
      .enum(periods)
      .default('60')
      .meta({ description: 'Seconds a point; CloudWatch keeps minutes for 15 days' }),
  }),
  body: nothing,
  answer: z.strictObject({
    name: z.string(),
    service: z.string().nullable(),
    periodSeconds: z.int(),
    from: moment,
    to: moment,
    points: pointsSchema.max(mostPoints),
  }),
  problems: [404, 409],
  handle: async ({ params: { name }, query }, world) => {
    const series = seriesOf(query.points, Number(query.period), world.nowMs);
    const points = await readOrRefuse(name, query.service, series, world);
    return {
      body: {
        name,
        service: query.service ?? null,
        periodSeconds: series.periodSeconds,
        from: isoOf(series.fromMs),
        to: isoOf(series.toMs),
        points: pointsOf(points.slice(-mostPoints)),
      },
    };
  },
});
