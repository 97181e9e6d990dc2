// Names of fields: camel case here, snake case on the wire.

/** A name as it is on the wire. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** An answer of the API, with names as they are here. What is under `metadata` is the merchant's and stays as it is. */
export function fromWire(value: unknown): unknown {
  return renamed(value, (name) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));
}

/** The same with other names, as deep as it goes. */
export function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => renamed(item, rename));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [rename(name), name === 'metadata' ? held : renamed(held, rename)]),
  );
}
