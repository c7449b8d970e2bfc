import { z } from 'zod';

/**
 * The keys that a schema knows at a path; of one of several kinds, those of the kind that the value says.
 * @param value what was read under the schema, right or wrong
 * @returns none where the schema knows no keys there.
 */
export function keysAt(schema: unknown, path: readonly PropertyKey[], value: unknown): string[] {
  let at = schema;
  let current = value;
  for (const key of path) {
    at = below(plain(at, current), key);
    current = valueAt(current, [key]);
  }
  const found = plain(at, current);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

/** What stands at a path of a value; undefined where nothing does. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current: unknown = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

function below(schema: unknown, key: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<PropertyKey, unknown>)[key];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodArray ? schema.element : schema;
}

/** A schema without its defaults; of one of several kinds, that of the kind that the value says. */
function plain(schema: unknown, value: unknown): unknown {
  let inner = schema;
  while (
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodPrefault
  ) {
    inner = inner.unwrap();
  }
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return inner;
  const { discriminator } = inner.def;
  const kind = valueAt(value, [discriminator]);
  return inner.options.find((option) => {
    const said = below(option, discriminator);
    return said instanceof z.ZodType && said.safeParse(kind).success;
  });
}
