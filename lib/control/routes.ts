/** Every path of the API. */
import * as z from 'zod';
import { orderSchema } from './answers/order.ts';
import { serviceSchema } from './answers/service.ts';
import { defineRoute, nothing, type Route } from './http/route.ts';
import { openApiOf } from './openapi.ts';
import { alertSchema, alertsRoute } from './routes/alerts.ts';
import { auditRoute } from './routes/audit.ts';
import { decisionsRoute } from './routes/decisions.ts';
import { detailedHealthRoute, healthRoute } from './routes/health.ts';
import { metricRoute } from './routes/metric.ts';
import { metricsRoute } from './routes/metrics.ts';
import { orderedSchema } from './routes/order-route.ts';
import { orderRoutes } from './routes/orders.ts';
import { performanceRoute } from './routes/performance.ts';
import { poolSchema, poolsRoute } from './routes/pools.ts';
import { resolveAlertRoute } from './routes/resolve-alert.ts';
import { serviceRoute } from './routes/service.ts';
import { servicesRoute } from './routes/services.ts';

const described: readonly Route[] = [
  healthRoute,
  detailedHealthRoute,
  poolsRoute,
  metricsRoute,
  metricRoute,
  performanceRoute,
  servicesRoute,
  serviceRoute,
  decisionsRoute,
  alertsRoute,
  resolveAlertRoute,
  ...orderRoutes,
  auditRoute,
];

const openApiRoute = defineRoute({
  method: 'GET',
  path: '/openapi.json',
  operationId: 'getOpenApi',
  summary: 'This document',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.looseObject({ openapi: z.string() }),
  problems: [],
  handle: async () => ({ body: openApiDocument }),
});

export const routes: readonly Route[] = [...described, openApiRoute];

/** Parts of several answers, under names of their own in the document. */
const parts = {
  Service: serviceSchema,
  Order: orderSchema,
  Ordered: orderedSchema,
  Pool: poolSchema,
  Alert: alertSchema,
};

export const openApiDocument = openApiOf(routes, parts);

/** As it is published in docs/openapi.json. */
export const openApiJson = (): string => `${JSON.stringify(openApiDocument, null, 2)}\n`;
