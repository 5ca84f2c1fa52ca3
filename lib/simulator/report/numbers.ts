/** Numbers as people read them: the same everywhere, whatever the machine's language. */

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** Half a digit less than it looks precise to: 3 figures, and no more than two decimals. */
export const figure = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const decimals = size === 0 || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const [whole = '0', part] = size.toFixed(decimals).split('.');
  const text = part === undefined ? grouped(whole) : `${grouped(whole)}.${part}`;
  return value < 0 && Number(size.toFixed(decimals)) > 0 ? `−${text}` : text;
};

/** What was set rather than measured: as it was said, without zeros at the end. */
export const plain = (value: number): string => {
  const [whole = '0', part] = String(Math.abs(Number(value.toPrecision(12)))).split('.');
  const text = part === undefined ? grouped(whole) : `${grouped(whole)}.${part}`;
  return value < 0 ? `−${text}` : text;
};

/** A share that is there is never shown as none. */
export const percent = (value: number): string =>
  value > 0 && value < 0.01 ? '< 0.01 %' : `${figure(value)} %`;

export const dollars = (value: number): string => `$${figure(value)}`;

export const seconds = (value: number | null): string =>
  value === null ? '–' : `${plain(Math.round(value))} s`;

/** `2026-01-05 09:31`, in UTC. */
export const momentOf = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

export const clockOf = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

/** `01-05`: month and day. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(5, 10);
