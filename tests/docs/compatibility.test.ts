/** docs/versioning.md, as far as schemas can hold it: what was released against what is made today. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';
import { closed, isSchema, opened, type Schema } from '../../tools/schemas/open.ts';
import { SCHEMA_FOLDER } from '../../tools/schemas.ts';
import { incompatibilities } from '../support/schema-compatibility.ts';
import { validatorOf } from '../support/schemas.ts';

/** Written by tools/release-template.ts at every release. */
const RELEASED = join(import.meta.dirname, 'released');

const changelog = readFileSync(join(REPOSITORY_ROOT, 'CHANGELOG.md'), 'utf8');
const read = (...path: string[]): Schema => JSON.parse(readFileSync(join(...path), 'utf8')) as Schema;
const majorOf = (file: string): string => file.replace(/\.\d+\.json$/u, '');

describe.each(readdirSync(RELEASED))('%s of the last release', (file) => {
  const today = readdirSync(SCHEMA_FOLDER).filter((name) => majorOf(name) === majorOf(file));

  test('is followed by a schema of the same major, or by a new one on purpose', () => {
    expect(today).toHaveLength(1);
  });

  test('still accepts what is made today, and its documents are still accepted', () => {
    expect(incompatibilities(read(RELEASED, file), read(SCHEMA_FOLDER, today[0] ?? ''))).toEqual([]);
  });

  test('says the same as long as its number is the same', () => {
    // Before the first release a number binds nobody
    if (!/^## \[\d/mu.test(changelog) || !today.includes(file)) return;
    expect(closed(read(SCHEMA_FOLDER, file))).toEqual(closed(read(RELEASED, file)));
  });
});

const article: Schema = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    count: { $ref: '#/definitions/Integer' },
    status: { type: 'string', enum: ['usable', 'canceled'] },
    format: { $ref: '#/definitions/WireFormat' },
    note: { type: ['string', 'null'] },
    parts: { type: 'array', items: { $ref: '#/definitions/Part' } },
  },
  required: ['id', 'status', 'format', 'note'],
  additionalProperties: false,
  definitions: {
    Integer: { type: 'integer' },
    WireFormat: { type: 'string', enum: ['nitf', 'text'] },
    Part: {
      type: 'object',
      properties: {
        parts: { type: 'array', items: { $ref: '#/definitions/Part' } },
        name: { type: 'string' },
      },
      required: ['name'],
      additionalProperties: false,
    },
  },
};

function without(name: string): Schema {
  const { [name]: _gone, ...properties } = article.properties as Record<string, unknown>;
  return opened({ ...article, properties });
}

function changed(...changes: readonly (readonly [path: string, value: unknown])[]): Schema {
  const schema = structuredClone(article) as Record<string, unknown>;
  for (const [path, value] of changes) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    const parent = names.reduce<unknown>((node, name) => (isSchema(node) ? node[name] : undefined), schema);
    Object.assign(parent as object, { [last]: value });
  }
  return opened(schema);
}

describe('within a major version', () => {
  const released = opened(article);

  test.each<[string, Schema]>([
    ['nothing may change', changed()],
    ['an optional property may be added', changed(['properties.more', { type: 'number' }])],
    ['one deep inside as well', changed(['definitions.Part.properties.more', { type: 'number' }])],
    ['a format may be added', changed(['definitions.WireFormat.enum', ['nitf', 'text', 'bulletin']])],
    ['a description may be better', changed(['properties.id.description', 'better'])],
  ])('%s', (_name, today) => {
    expect(incompatibilities(released, today)).toEqual([]);
  });

  test.each<[string, Schema]>([
    ['a property be gone', without('count')],
    ['a required one become optional', changed(['required', ['id', 'status', 'format']])],
    [
      'a new one be required',
      changed(['properties.more', {}], ['required', ['id', 'status', 'format', 'note', 'more']]),
    ],
    ['a type be wider', changed(['properties.id.type', ['string', 'null']])],
    ['a type be narrower', changed(['properties.note.type', 'string'])],
    ['a count have a fraction', changed(['definitions.Integer.type', 'number'])],
    ['a closed enumeration grow', changed(['properties.status.enum', ['usable', 'canceled', 'withheld']])],
    ['one shrink', changed(['properties.status.enum', ['usable']])],
    ['a growing one be something else', changed(['definitions.WireFormat', { type: 'integer' }])],
    ['a part be required deep inside', changed(['definitions.Part.required', ['name', 'parts']])],
    ['a text get a pattern', changed(['properties.id.pattern', '^a'])],
  ])('no %s', (_name, today) => {
    expect(incompatibilities(released, today)).not.toEqual([]);
  });
});

test('a reader with the published schemas passes over what it does not know, at every level', () => {
  const validate = validatorOf(opened(article));
  const document = {
    id: 'a',
    status: 'usable',
    format: 'bulletin',
    note: null,
    parts: [{ name: 'x', parts: [{ name: 'y', later: true }] }],
    later: 1,
  };
  expect(validate(document)).toBe(true);
  expect(validatorOf(article)(document)).toBe(false);
});

test('a kind of notice that came later is passed over, and a known one still has to be whole', () => {
  const validate = validatorOf(
    read(SCHEMA_FOLDER, readdirSync(SCHEMA_FOLDER).find((name) => name.startsWith('notice-')) ?? ''),
  );
  const frame = { id: '1', time: '2026-11-28T09:00:00Z' };
  expect(validate({ type: 'wire.of-tomorrow', ...frame })).toBe(true);
  expect(validate({ type: 'wire.items.rejected', ...frame })).toBe(false);
});

test.each(readdirSync(SCHEMA_FOLDER).filter((name) => /-\d+\.\d+\.json$/u.test(name)))(
  '%s can be closed again for our own output',
  (file) => {
    const open = read(SCHEMA_FOLDER, file);
    expect(opened(closed(open))).toEqual(open);
  },
);
