/** The `metrics` of a dashboard's graph, with the shorthand written out. */
import * as z from 'zod';

const optionsSchema = z.object({
  id: z.string().optional(),
  label: z.string().optional(),
  stat: z.string().optional(),
  period: z.number().optional(),
  yAxis: z.enum(['left', 'right']).default('left'),
  visible: z.boolean().default(true),
  expression: z.string().optional(),
});

type Options = z.infer<typeof optionsSchema>;

export const graphSchema = z.object({
  title: z.string().default(''),
  metrics: z.array(z.array(z.union([z.string(), z.looseObject({})]))),
  stat: z.string().default('Average'),
  period: z.number().default(300),
});

export type GraphLine = {
  readonly id: string;
  readonly label: string;
  readonly axis: 'left' | 'right';
  readonly visible: boolean;
  readonly periodSeconds: number;
  /** Metric math over other lines' ids; then there is no metric of its own. */
  readonly expression: string | null;
  readonly metric: {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions: Readonly<Record<string, string>>;
    readonly statistic: string;
  };
};

/** `["Flyball", "Ticks", "Stack", "Flyball", {…}]`, where `.` repeats what stands above and `...` the whole row. */
const written = (row: readonly string[], above: readonly string[]): readonly string[] => {
  const full =
    row[0] === '...' ? [...above.slice(0, above.length - row.length + 1), ...row.slice(1)] : row;
  return full.map((cell, index) => (cell === '.' ? (above[index] ?? cell) : cell));
};

const pairsOf = (cells: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: Math.floor(cells.length / 2) }, (_, index) => [
      cells[2 * index] ?? '',
      cells[2 * index + 1] ?? '',
    ]),
  );

const lineOf = (
  cells: readonly string[],
  options: Options,
  index: number,
  graph: z.infer<typeof graphSchema>,
): GraphLine => {
  const [namespace = '', name = '', ...dimensions] = cells;
  const { expression = null, label = name, stat = graph.stat, period = graph.period } = options;
  return {
    id: options.id ?? `line${index}`,
    label: label === '' ? (expression ?? '') : label,
    axis: options.yAxis,
    visible: options.visible,
    periodSeconds: period,
    expression,
    metric: { namespace, name, dimensions: pairsOf(dimensions), statistic: stat },
  };
};

export const graphLines = (graph: z.infer<typeof graphSchema>): readonly GraphLine[] => {
  let above: readonly string[] = [];
  return graph.metrics.map((row, index) => {
    const cells = written(
      row.filter((cell) => typeof cell === 'string'),
      above,
    );
    if (cells.length > 0) above = cells;
    const options = optionsSchema.parse(row.find((cell) => typeof cell !== 'string') ?? {});
    return lineOf(cells, options, index, graph);
  });
};
