/**
 * Chance without state: a number is a function of a seed and of what it is for, so adding a service
 * or a task does not change the luck of the others, and a replay needs no stored generator.
 */

/** FNV-1a over the characters, then a finaliser, because FNV alone leaves near keys with near values. */
const hash32 = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** Uniform in [0, 1). */
export const uniform = (seed: number, ...purpose: readonly (string | number)[]): number =>
  hash32([seed, ...purpose].join('/')) / 2 ** 32;

/** Standard normal, by the transform of Box and Muller. */
export const normal = (seed: number, ...purpose: readonly (string | number)[]): number => {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(seed, ...purpose, 'radius')));
  return radius * Math.cos(2 * Math.PI * uniform(seed, ...purpose, 'angle'));
};

/** Lower-case hexadecimal digits, for identifiers that must look like the real thing. */
export const hexDigits = (length: number, ...purpose: readonly (string | number)[]): string => {
  let digits = '';
  for (let part = 0; digits.length < length; part += 1) {
    digits += hash32([...purpose, part].join('/'))
      .toString(16)
      .padStart(8, '0');
  }
  return digits.slice(0, length);
};
