import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { checkProviders } from '../../functions/core/providers/check.ts';
import { readConfigFile } from '../../infra/config-file.ts';
import { STAGE_RULES } from '../../infra/config-rules.ts';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';

const readme = readFileSync(join(REPOSITORY_ROOT, 'README.md'), 'utf8');
const section = (title: string): string => readme.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

test('what pages link to is there, with the heading that they name', () => {
  const folders = '{docs,events,examples,functions,infra,simulation,tests,tools,web}/**/*.md';
  const pages = globSync(['*.md', folders], { cwd: REPOSITORY_ROOT });
  expect(pages).toContain('README.md');
  for (const page of pages)
    for (const [, path = '', place] of readFileSync(join(REPOSITORY_ROOT, page), 'utf8').matchAll(LINK)) {
      const file = join(REPOSITORY_ROOT, path === '' ? page : join(dirname(page), path));
      expect([page, path, existsSync(file)]).toEqual([page, path, true]);
      if (place !== undefined && file.endsWith('.md'))
        expect([page, placesOf(readFileSync(file, 'utf8'))]).toEqual([page, expect.arrayContaining([place])]);
    }
});

/** The headings of a page as links name them. */
function placesOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gmu)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Not to the web. */
const LINK = /\]\((?![a-z]+:)([^)\s#]*)(?:#([^)\s]+))?\)/gu;

describe('the README', () => {
  test('has an example of an agency that can be written into the settings as they are', () => {
    const [, example = ''] = /```json\n([^`]+)\n```/.exec(section('Add an agency')) ?? [];
    const { agencies } = readConfigFile();
    expect(checkProviders([...agencies, JSON.parse(example)])).toMatchObject({ ok: true });
  });

  test('explains every key of an agency, and every setting of a stage', () => {
    const keys: Readonly<Record<keyof Required<Provider>, true>> = {
      id: true,
      name: true,
      zone: true,
      language: true,
      charset: true,
      restrictions: true,
      maxBytes: true,
      embargo: true,
      identity: true,
      killsInWords: true,
      mentions: true,
      truncated: true,
      furniture: true,
      expired: true,
      silenceMinutes: true,
      deliveryDays: true,
      retentionDays: true,
      killedTextDays: true,
      sequence: true,
      writers: true,
      access: true,
    };
    const { access: _access, ...explained } = keys;
    for (const key of Object.keys(explained)) expect(section('Add an agency')).toMatch(`\`${key}\``);
    for (const key of Object.keys(STAGE_RULES)) expect(section('Deploy')).toMatch(`\`${key}\``);
  });
});
