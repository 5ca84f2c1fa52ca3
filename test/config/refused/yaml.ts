/** What is wrong with the YAML itself. */
import type { Refused } from './refused.ts';

export const yamlFaults: readonly Refused[] = [
  {
    name: 'a bracket that is never closed',
    yaml: 'services: [{ cluster: shop',
    problems: [
      'line 1, column 27: services: [{ cluster: shop: is not valid YAML: Flow map in block collection must be sufficiently indented and end with a }; correct it here',
      'line 1, column 27: services: [{ cluster: shop: is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]; correct it here',
    ],
  },
  {
    name: 'a tab for indentation',
    yaml: 'defaults:\n\tmin: 1',
    problems: [
      'line 2, column 1: min: 1: is not valid YAML: Tabs are not allowed as indentation; correct it here',
    ],
  },
  {
    name: 'a key given twice',
    yaml: 'defaults:\n  min: 1\n  min: 2',
    problems: [
      'line 3, column 3: min: 2: is not valid YAML: Map keys must be unique; correct it here',
    ],
  },
  {
    name: 'two documents',
    yaml: 'defaults: {}\n---\ndefaults: {}',
    problems: ['line 2, column 1: ---: holds more than one document; keep one, without ---'],
  },
  {
    name: 'an alias to nothing',
    yaml: 'defaults: *base',
    problems: [
      '(file): 15 bytes: cannot be read (Unresolved alias (the anchor must be set before the alias): base); define every anchor before its aliases, and use at most 100 of them',
    ],
  },
  {
    name: 'a tag that means nothing here',
    yaml: 'defaults: !secret { min: 1 }',
    problems: [
      'line 1, column 11: defaults: !secret { min: 1 }: is not valid YAML: Unresolved tag: !secret; correct it here',
    ],
  },
  {
    name: 'a list at the top',
    yaml: '- cluster: shop',
    problems: [
      '(file): (a list of 1): must be a mapping with keys such as defaults, policies, services, accounts',
    ],
  },
  {
    name: 'a text at the top',
    yaml: 'services',
    problems: [
      '(file): services: must be a mapping with keys such as defaults, policies, services, accounts',
    ],
  },
  {
    name: 'a number at the top',
    yaml: '42',
    problems: [
      '(file): 42: must be a mapping with keys such as defaults, policies, services, accounts',
    ],
  },
];
