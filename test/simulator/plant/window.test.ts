import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWindow } from '#simulator/plant/window.ts';

test('a window holds the newest, oldest first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), fc.nat(50), (most, count) => {
      const window = createWindow<number>(most);
      const all = Array.from({ length: count }, (_, index) => index);
      for (const item of all) window.add(item);
      expect(window.items()).toEqual(all.slice(-most));
    }),
  );
});

test('what was seen of a window stays as it was', () => {
  const window = createWindow<string>(2);
  window.add('a');
  window.add('b');
  const seen = window.items();
  expect(window.items()).toBe(seen);
  window.add('c');
  expect(seen).toEqual(['a', 'b']);
  expect(window.items()).toEqual(['b', 'c']);
});
