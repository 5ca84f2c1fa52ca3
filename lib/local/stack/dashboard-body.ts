/** A dashboard's body as CloudWatch takes it; widgets are passed on to the page, which knows how to draw them. */
import * as z from 'zod';

const widgetSchema = z.object({
  type: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  properties: z.record(z.string(), z.unknown()),
});

export const dashboardSchema = z.object({ widgets: z.array(widgetSchema) });

export type Dashboard = z.infer<typeof dashboardSchema>;
