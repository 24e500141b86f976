import { readFileSync } from 'node:fs';
import { fromFile, Parser } from '@asyncapi/parser';
import { expect, test } from '@jest/globals';
import { attributesOf } from '../../functions/adapters/publish/message.ts';
import { ASYNC_API, generateAsyncApi } from '../../tools/schemas.ts';
import { Wire } from '../consumer/support/wire.ts';
import { validatorOf, violations } from '../support/schemas.ts';

/** Severities: errors and warnings. */
const ERRORS: readonly number[] = [0, 1];

test('docs/asyncapi.json says what the code says; if not, run `npm run schemas`', async () => {
  expect(readFileSync(ASYNC_API, 'utf8')).toBe(await generateAsyncApi());
});

test('the parser of AsyncAPI finds nothing wrong with it, schemas included', async () => {
  const { document, diagnostics } = await fromFile(new Parser(), ASYNC_API).parse();
  expect(diagnostics.filter(({ severity }) => ERRORS.includes(severity))).toEqual([]);
  const messages = document?.channels().get('articles')?.messages().all() ?? [];
  expect(messages.map((message) => message.name())).toEqual([
    'wire.article.published',
    'wire.article.updated',
    'wire.article.corrected',
    'wire.article.killed',
    'wire.article.withheld',
    'wire.article.reinstated',
    'wire.article.duplicate',
  ]);
  expect(messages[0]?.payload()?.properties()?.subject?.description()).toBe('The article id.');
});

test('its attributes are those that messages have', () => {
  const { components } = JSON.parse(readFileSync(ASYNC_API, 'utf8')) as {
    components: { schemas: { attributes: Record<string, unknown> } };
  };
  const validate = validatorOf({ ...components.schemas.attributes, additionalProperties: false });
  const message = new Wire().tell('a', 'published');
  const attributes = Object.entries(attributesOf(message)).map(([name, { StringValue }]) => [
    name,
    StringValue,
  ]);
  expect(violations(validate, Object.fromEntries(attributes))).toEqual([]);
});
