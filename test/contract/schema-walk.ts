/** Looks into the schemas of the contracts: which objects, strings and lists they hold, and how each is bounded. For tests. */
import * as z from 'zod';

export interface Visit {
  /** Where it stands: `terms[].value`. */
  readonly path: string;
  readonly schema: z.core.$ZodType;
}

const childrenOf = ({ path, schema }: Visit): readonly Visit[] => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'object') {
    return Object.entries(def.shape).map(([key, child]) => ({
      path: path === '' ? key : `${path}.${key}`,
      schema: child,
    }));
  }
  if (def.type === 'array') return [{ path: `${path}[]`, schema: def.element }];
  if (def.type === 'record') return [def.keyType, def.valueType].map((child) => ({ path: `${path}{}`, schema: child }));
  if (def.type === 'union') return def.options.map((option, at) => ({ path: `${path}|${at}`, schema: option }));
  if (def.type === 'tuple') return def.items.map((item, at) => ({ path: `${path}[${at}]`, schema: item }));
  if (def.type === 'pipe') return [{ path, schema: def.in }];
  return 'innerType' in def ? [{ path, schema: def.innerType }] : [];
};

/** The schema and everything inside it. */
export function visits(schema: z.core.$ZodType): readonly Visit[] {
  const found: Visit[] = [];
  const open: Visit[] = [{ path: '', schema }];
  for (let next = open.pop(); next; next = open.pop()) {
    found.push(next);
    open.push(...childrenOf(next));
  }
  return found;
}

const typeOf = (schema: z.core.$ZodType): string => schema._zod.def.type;

/** Paths of objects that let unknown keys through or drop them silently. */
export const looseObjects = (schema: z.core.$ZodType): readonly string[] =>
  visits(schema)
    .filter((visit) => typeOf(visit.schema) === 'object' && !isStrict(visit.schema))
    .map(({ path }) => path);

/** Whether an object refuses unknown keys. */
export function isStrict(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'object' && def.catchall?._zod.def.type === 'never';
}

/** Paths of strings and lists without an upper bound. A pattern bounds a string when it has no open repetition. */
export const unbounded = (schema: z.core.$ZodType): readonly string[] =>
  visits(schema)
    .filter((visit) => !isBounded(visit.schema))
    .map(({ path }) => path);

/** Patterns of a fixed or bounded length: anchored, and no repetition without an end. */
const isClosed = (pattern: string): boolean =>
  /^\^.*\$$/.test(pattern) && !/[*+]|,\}/.test(pattern.replace(/\[[^\]]*\]/g, ''));

function isBounded(schema: z.core.$ZodType): boolean {
  const type = typeOf(schema);
  if (type === 'any' || type === 'unknown') return false;
  if (type !== 'string' && type !== 'array') return true;
  const { maxLength, maxItems, pattern } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  if (type === 'array') return maxItems !== undefined;
  return maxLength !== undefined || (pattern !== undefined && isClosed(pattern));
}

/** Names of all keys anywhere in a schema. */
export const keysOf = (schema: z.core.$ZodType): ReadonlySet<string> =>
  new Set(
    visits(schema)
      .flatMap(({ path }) => path.split(/[.|[\]{}]/))
      .filter((key) => /[a-z]/i.test(key)),
  );
