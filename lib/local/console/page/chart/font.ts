/** One size for everything that is written on a chart. */
export const chartFont = '11px system-ui, sans-serif';
