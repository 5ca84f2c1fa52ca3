/** A range of values over time on a canvas: pale, so that lines stand out on it. */
import type { Band } from './model.ts';
import type { Brush } from './strokes.ts';

const paleness = 0.18;

export const drawBand = ({ context, x, y, colourOf }: Brush, { colour, samples }: Band): void => {
  if (samples.length === 0) return;
  context.save();
  context.globalAlpha = paleness;
  context.fillStyle = colourOf(colour);
  context.beginPath();
  for (const [atMs, , high] of samples) context.lineTo(x(atMs), y(high));
  for (const [atMs, low] of samples.toReversed()) context.lineTo(x(atMs), y(low));
  context.closePath();
  context.fill();
  context.restore();
};
