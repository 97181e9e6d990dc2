// Writes src/server/api.ts from docs/openapi.json: `npm run types`. A test compares both.

import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const DOCUMENT = new URL('../../../docs/openapi.json', import.meta.url);
const TYPES = new URL('../src/server/api.ts', import.meta.url);

/** Objects with keys of the merchant's, as the client leaves them. What an event is about is one of the other objects. */
const FREE = ['Metadata', 'MetadataPatch', 'EventData.object', 'EventData.previous'];

const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The types of this document. */
export function types({ components: { schemas }, paths }) {
  const lines = ['// Made from docs/openapi.json by `npm run types`; changes belong there.', ''];
  const names = new Set(Object.values(schemas).flatMap((schema) => Object.keys(schema.properties ?? {})));
  for (const name of names) {
    if (snake(camel(name)) !== name) throw new Error(`${name} can't be told from its name in camel case`);
  }

  /** A comment, with names of fields as they are called here. */
  const comment = (text, indent = '') => {
    if (!text) return;
    const words = text.replace(/`([a-z0-9_]+)/g, (whole, name) => (names.has(name) ? `\`${camel(name)}` : whole));
    const [first, ...more] = words.replaceAll('*/', '*\\/').split('\n');
    const long = () => [`${indent}/**`, ...[first, ...more].map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
    lines.push(...(more.length ? long() : [`${indent}/** ${first} */`]));
  };

  const type = (schema, path) => {
    if (schema.$ref) return schema.$ref.split('/').at(-1);
    if (schema.enum) return schema.enum.map((value) => JSON.stringify(value).replaceAll('"', "'")).join(' | ');
    if (schema.oneOf) return schema.oneOf.map((one) => type(one, path)).join(' | ');
    if (!schema.type) return 'unknown';
    return [schema.type].flat().map((kind) => {
      if (kind === 'array') {
        const item = type(schema.items, path);
        return /[ |]/.test(item) ? `(${item})[]` : `${item}[]`;
      }
      if (kind === 'object') return `Record<string, ${values(schema, path)}>`;
      return kind === 'integer' ? 'number' : kind;
    }).join(' | ');
  };

  /** What a map holds. */
  const values = (schema, path) => {
    if (typeof schema.additionalProperties === 'object') return type(schema.additionalProperties, path);
    if (FREE.includes(path)) return 'unknown';
    throw new Error(`${path} holds anything: say in wire.ts how its keys are read, and here that it does`);
  };

  const fields = (properties, path) => {
    for (const [name, schema, required] of properties) {
      comment(schema.description ?? schema.oneOf?.find((one) => one.description)?.description, '  ');
      lines.push(`  ${camel(name)}${required ? '' : '?'}: ${type(schema, `${path}.${name}`)};`);
    }
  };

  for (const [name, schema] of Object.entries(schemas)) {
    // Pages are all alike: `List` in wire.ts.
    if (name.startsWith('List_')) continue;
    comment(schema.description);
    if (!schema.properties) {
      lines.push(`export type ${name} = ${type(schema, name)};`, '');
      continue;
    }
    lines.push(`export interface ${name} {`);
    const isRequired = (field) => schema.required?.includes(field);
    fields(Object.entries(schema.properties).map(([field, of]) => [field, of, isRequired(field)]), name);
    if (schema.additionalProperties === true) lines.push('  [field: string]: unknown;');
    lines.push('}', '');
  }

  for (const { get } of Object.values(paths)) {
    const query = get?.parameters?.filter((parameter) => parameter.in === 'query') ?? [];
    if (query.length === 0) continue;
    const name = `${camel(`_${get.operationId}`)}Query`;
    lines.push(`export interface ${name} {`);
    fields(query.map(({ name: field, description, schema, required }) => [field, { ...schema, description }, required]), name);
    lines.push('}', '');
  }

  lines.push('/** What is known by these names of a buyer; any other is data of the merchant\'s and stays as it is. */');
  const known = Object.keys(schemas.BuyerRequest.properties).map((name) => `  '${camel(name)}',`);
  lines.push('export const BUYER: readonly string[] = [', ...known, '];', '');
  return lines.join('\n');
}

/** The types as they should be now. */
export const current = () => types(JSON.parse(readFileSync(DOCUMENT, 'utf8')));

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TYPES, current());
