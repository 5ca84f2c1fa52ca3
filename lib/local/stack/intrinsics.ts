/** CloudFormation's functions, as many as our template uses; another one is an error, not a guess. */
import * as z from 'zod';

export type Scope = {
  readonly ref: (name: string) => string;
  readonly attribute: (resource: string, attribute: string) => string;
};

type Resolve = (value: unknown) => unknown;

const text = z.union([z.string(), z.number()]).transform(String);
const list = z.array(z.unknown());

const join = (argument: unknown, resolve: Resolve): string => {
  const [separator, parts] = z.tuple([z.string(), list]).parse(argument);
  return parts.map((part) => text.parse(resolve(part))).join(separator);
};

const select = (argument: unknown, resolve: Resolve): unknown => {
  const [index, from] = z.tuple([z.coerce.number(), z.unknown()]).parse(argument);
  const values = list.parse(resolve(from));
  if (index in values) return values[index];
  throw new RangeError(`Fn::Select takes element ${index} of only ${values.length}`);
};

const split = (argument: unknown, resolve: Resolve): readonly string[] => {
  const [separator, from] = z.tuple([z.string(), z.unknown()]).parse(argument);
  return text.parse(resolve(from)).split(separator);
};

const substitute = (argument: unknown, { ref, attribute }: Scope): string =>
  z
    .string()
    .parse(argument)
    .replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      const [resource = name, ...rest] = name.split('.');
      return rest.length === 0 ? ref(name) : attribute(resource, rest.join('.'));
    });

const call = (name: string, argument: unknown, scope: Scope, resolve: Resolve): unknown => {
  switch (name) {
    case 'Ref':
      return scope.ref(z.string().parse(argument));
    case 'Fn::GetAtt':
      return scope.attribute(...z.tuple([z.string(), z.string()]).parse(argument));
    case 'Fn::Join':
      return join(argument, resolve);
    case 'Fn::Select':
      return select(argument, resolve);
    case 'Fn::Split':
      return split(argument, resolve);
    case 'Fn::Sub':
      return substitute(argument, scope);
    default:
      throw new Error(`The local world cannot carry out ${name}; teach it to, in intrinsics.ts`);
  }
};

/** `{"Fn::Join": …}`: an object of exactly one key that names a function. */
const asCall = (value: object): readonly [string, unknown] | null => {
  const [entry, another] = Object.entries(value);
  if (entry === undefined || another !== undefined) return null;
  return entry[0] === 'Ref' || entry[0].startsWith('Fn::') ? entry : null;
};

/** The value with every function in it carried out. */
export const resolveIn =
  (scope: Scope): Resolve =>
  (value) => {
    const resolve = resolveIn(scope);
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const called = asCall(value);
    if (called !== null) return call(called[0], called[1], scope, resolve);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  };
