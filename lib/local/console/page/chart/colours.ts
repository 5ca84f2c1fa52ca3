/** Custom properties as colours that a canvas takes; each is worked out once per colour scheme. */
import { make } from '../dom.ts';

export type ColourOf = (name: string) => string;

export const createColours = (): ColourOf => {
  const probe = make('i', { hidden: true });
  document.body.append(probe);
  const known = new Map<string, string>();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => known.clear());
  return (name) => {
    const colour = known.get(name);
    if (colour !== undefined) return colour;
    probe.style.setProperty('color', `var(${name})`);
    const computed = getComputedStyle(probe).color;
    known.set(name, computed);
    return computed;
  };
};
