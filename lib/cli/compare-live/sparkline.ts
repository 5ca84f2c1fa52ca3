/** Numbers as a line of bars. Two lines that are to be compared share their highest value. */
const bars = '▁▂▃▄▅▆▇█';

export const sparkline = (values: readonly number[], highest: number): string =>
  values
    .map((value) => {
      const level = highest === 0 ? 0 : Math.ceil((value / highest) * bars.length) - 1;
      return bars[Math.min(bars.length - 1, Math.max(0, level))];
    })
    .join('');
