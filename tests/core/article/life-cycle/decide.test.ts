import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../../functions/core/article/record.ts';
import { recordWith, versionOf } from '../../../support/records.ts';
import { Story } from './support.ts';

const unversioned = (record: ArticleRecord): ArticleRecord => {
  delete record.article.version;
  return { ...record, wire: { ...record.wire, versionSequence: null } };
};
const ageless = (record: ArticleRecord): ArticleRecord => {
  delete record.article.versionCreated;
  return unversioned(record);
};
const text = (words: string, more: Parameters<typeof recordWith>[0] = {}) =>
  recordWith({ paragraphs: [words], ...more });

const KILLED = { article: { pubStatus: 'canceled' as const } };
const WITHHELD = { article: { pubStatus: 'withheld' as const } };
const EMBARGO = { wire: { embargo: { until: '2026-03-11T18:00:00Z', indefinite: false, text: null } } };

/** The decision on the last of several items. */
function last(...records: readonly ArticleRecord[]) {
  const story = new Story();
  const decisions = records.map((record, index) => story.take(record, index));
  return { decision: decisions.at(-1), told: story.told, story };
}

describe('what a newsroom app is told of an item', () => {
  test('the first sight of an article is published', () => {
    expect(last(versionOf(1))).toMatchObject({ decision: { verdict: 'new' }, told: ['published 1'] });
  });

  test('the same item sent again is a redelivery, also after later versions, and is told which revision it was', () => {
    expect(last(versionOf(1), versionOf(1)).decision).toEqual({ kind: 'redelivery', revision: 1 });
    expect(last(versionOf(1), versionOf(2), versionOf(1)).decision).toEqual({
      kind: 'redelivery',
      revision: 1,
    });
  });

  test('transmission ids and the minute of sending do not make an item another one', () => {
    const again = versionOf(1, {
      article: { altIds: [{ role: 'transmission', value: '77' }], versionCreated: '2026-03-11T08:00:30Z' },
    });
    expect(last(versionOf(1), again).decision).toMatchObject({ kind: 'redelivery' });
  });

  test('a higher version updates, and one that says it corrects is a correction', () => {
    expect(last(versionOf(1), versionOf(2)).told).toEqual(['published 1', 'updated 2']);
    const correction = versionOf(2, { wire: { signals: ['correction'] } });
    expect(last(versionOf(1), correction)).toMatchObject({
      decision: { verdict: 'correction' },
      told: ['published 1', 'corrected 2'],
    });
  });

  test('the same version with other text is a silent correction, and never dropped', () => {
    const other = versionOf(1, { paragraphs: ['The council voted to open the market.'] });
    expect(last(versionOf(1), other)).toMatchObject({
      decision: { verdict: 'correction', signals: ['silent-correction'] },
      told: ['published 1', 'corrected 2'],
    });
  });

  test('the same version and text with other metadata is an update that says so', () => {
    const other = versionOf(1, { article: { urgency: 2 } });
    expect(last(versionOf(1), other)).toMatchObject({
      decision: { verdict: 'update', signals: ['metadata-only'] },
      told: ['published 1', 'updated 2'],
    });
  });

  test('what is older than what stands is late', () => {
    expect(last(versionOf(3), versionOf(2)).decision).toMatchObject({ place: 'aside', verdict: 'late' });
  });

  test('the higher of two versions is newer, whatever the clocks say', () => {
    const next = versionOf(2, { article: { versionCreated: '2026-03-11T07:00:00Z' } });
    expect(last(versionOf(1), next).told).toEqual(['published 1', 'updated 2']);
  });

  test('a newer clock under the same version is newer, an older one is late', () => {
    const at = (versionCreated: string, words: string) => text(words, { article: { versionCreated } });
    const early = at('2026-03-11T08:00:00Z', 'Early words.');
    const later = at('2026-03-11T09:00:00Z', 'Later words.');
    expect(last(early, later).told).toEqual(['published 1', 'corrected 2']);
    expect(last(later, early).decision).toMatchObject({ place: 'aside' });
  });

  test('an edit that is taken back is an update, where the agency gives no versions but says when', () => {
    const at = (words: string, versionCreated: string) =>
      unversioned(text(words, { article: { versionCreated } }));
    const one = at('One.', '2026-03-11T08:00:00Z');
    const two = at('Two.', '2026-03-11T09:00:00Z');
    expect(last(one, two, one).decision).toMatchObject({ kind: 'redelivery' });
    expect(last(one, two, at('One.', '2026-03-11T10:00:00Z')).told.at(-1)).toBe('updated 3');
    expect(last(one, two, at('Two.', '2026-03-11T10:00:00Z')).decision).toMatchObject({ kind: 'redelivery' });
  });
});

describe('what does not say which is newer is ordered by the inbox, whatever queue and retries make of it', () => {
  test('text that the inbox had first is late', () => {
    const story = new Story();
    story.take(ageless(versionOf(2)), 20);
    expect(story.take(ageless(versionOf(1)), 10)).toMatchObject({ place: 'aside' });
    expect(story.take(ageless(versionOf(3)), 30)).toMatchObject({ place: 'open' });
  });

  test('a kill counts against text that the inbox had before it and, as it is sticky, after it; then operators hear', () => {
    const story = new Story();
    story.take(ageless(versionOf(1)), 10);
    expect(story.take(ageless(versionOf(2, KILLED)), 20)).toMatchObject({ place: 'end' });
    const other = new Story();
    other.take(ageless(versionOf(1)), 10);
    expect(other.take(ageless(versionOf(2, KILLED)), 5)).toMatchObject({
      place: 'end',
      concerns: ['kill-contradicted'],
    });
    expect(other.told).toEqual(['published 1', 'killed 2']);
  });

  test('a kill whose clock is behind its story ends it all the same, in both orders', () => {
    const story = unversioned(text('A story.', { article: { versionCreated: '2026-03-11T11:00:00Z' } }));
    const kill = unversioned(
      text('A kill.', { article: { versionCreated: '2026-03-11T10:00:00Z', pubStatus: 'canceled' } }),
    );
    const one = new Story();
    one.take(story, 1);
    one.take(kill, 2);
    expect(one.told).toEqual(['published 1', 'killed 2']);
    const other = new Story();
    other.take(kill, 2);
    other.take(story, 1);
    expect(other.told).toEqual(['killed 1']);
  });

  test('S43: a kill with a higher version and an older clock kills, before and after its story', () => {
    const kill = versionOf(2, {
      article: { pubStatus: 'canceled', versionCreated: '2026-03-11T07:00:00Z' },
    });
    expect(last(versionOf(1), kill).told).toEqual(['published 1', 'killed 2']);
    expect(last(kill, versionOf(1)).told).toEqual(['killed 1']);
  });

  test('S21b: a kill that gives only the day of its story kills', () => {
    const story = unversioned(text('A story.', { article: { versionCreated: '2026-03-11T11:00:00Z' } }));
    const kill = ageless(text('A kill.', KILLED));
    expect(last(story, kill).told).toEqual(['published 1', 'killed 2']);
  });
});

describe('a kill is sticky', () => {
  test('only something surely newer takes it back', () => {
    const killed = versionOf(2, KILLED);
    expect(last(versionOf(1), killed, versionOf(2)).decision).toMatchObject({ place: 'aside' });
    expect(last(versionOf(1), killed, versionOf(3)).told.at(-1)).toBe('reinstated 3');
  });

  test('a text that only came later is kept, and the operators hear of it', () => {
    expect(last(ageless(text('One.')), ageless(text('Dead.', KILLED)), ageless(text('Two.')))).toMatchObject({
      decision: { place: 'aside', concerns: ['kill-contradicted'] },
      told: ['published 1', 'killed 2'],
    });
  });

  test('unless it says itself that it reinstates', () => {
    const back = ageless(text('Two.', { wire: { signals: ['reinstated'] } }));
    expect(last(ageless(text('One.')), ageless(text('Dead.', KILLED)), back).told.at(-1)).toBe(
      'reinstated 3',
    );
  });

  test('S4: a withholding that the inbox had before the kill does not undo it', () => {
    const story = new Story();
    story.take(ageless(text('One.')), 1);
    story.take(ageless(text('Dead.', KILLED)), 4);
    story.take(ageless(text('Wait.', WITHHELD)), 2);
    story.take(ageless(text('Two.')), 3);
    expect(story.told).toEqual(['published 1', 'killed 2']);
    expect(story.standing?.line?.status).toBe('canceled');
  });

  test('S4b: nor do a withholding and a text after it that do not say that they are newer', () => {
    const { told, story } = last(
      ageless(text('One.')),
      ageless(text('Dead.', KILLED)),
      ageless(text('Wait.', WITHHELD)),
      ageless(text('Two.')),
    );
    expect(told).toEqual(['published 1', 'killed 2']);
    expect(story.standing?.line?.status).toBe('canceled');
  });

  test('S13b: the same kill again after a withholding ends killed', () => {
    const at = (hour: number) => ({ versionCreated: `2026-03-11T${String(hour).padStart(2, '0')}:00:00Z` });
    const kill = unversioned(text('Dead.', { article: { ...at(9), pubStatus: 'canceled' } }));
    const withheld = unversioned(text('Wait.', { article: { ...at(10), pubStatus: 'withheld' } }));
    const { story, told } = last(unversioned(text('One.', { article: at(8) })), kill, withheld, kill);
    expect(story.standing?.line?.status).toBe('canceled');
    expect(told.at(-1)).toBe('killed 4');
    // It is as new as the withholding that it came after
    expect(
      story.take(unversioned(text('Two.', { article: { versionCreated: '2026-03-11T09:30:00Z' } })), 9),
    ).toMatchObject({
      place: 'aside',
    });
  });

  test('a text of the same second as a withholding, which a kill with an older clock had ended, comes back', () => {
    const at = (time: string) => ({ versionCreated: `2026-03-11T${time}Z` });
    const withheld = unversioned(text('Wait.', { article: { ...at('10:00:00'), pubStatus: 'withheld' } }));
    const kill = unversioned(text('Dead.', { article: { ...at('09:00:00'), pubStatus: 'canceled' } }));
    const back = unversioned(text('Two.', { article: at('10:00:00') }));
    const story = new Story();
    const first = unversioned(text('One.', { article: at('08:00:00') }));
    for (const [second, record] of [first, withheld, kill, back].entries()) story.take(record, second);
    expect(story.told).toEqual(['published 1', 'withheld 2', 'killed 3', 'reinstated 4']);

    // The inbox had it before the withholding: that is the newer of the two
    const late = new Story();
    late.take(first, 0);
    late.take(withheld, 2);
    late.take(kill, 3);
    late.take(back, 1);
    expect(late.told.at(-1)).toBe('killed 3');
  });

  test.each([true, false])(
    'a second kill after a reinstatement is taken, a late copy of the first is not',
    (bare) => {
      const of = (record: ArticleRecord) => (bare ? unversioned(record) : record);
      const killAt = (versionCreated: string) =>
        of(versionOf(2, { article: { pubStatus: 'canceled', versionCreated } }));
      const first = killAt('2026-03-11T09:00:00Z');
      const back = of(versionOf(3));
      expect(last(of(versionOf(1)), first, back, first).decision).toMatchObject({ kind: 'redelivery' });
      if (bare)
        expect(last(of(versionOf(1)), first, back, killAt('2026-03-11T12:00:00Z')).told.at(-1)).toBe(
          'killed 4',
        );
    },
  );

  test('without version and clock a kill that comes again after other text kills again', () => {
    const dead = ageless(text('Dead.', KILLED));
    const back = ageless(text('Two.', { wire: { signals: ['reinstated'] } }));
    expect(last(ageless(text('One.')), dead, back, dead).told).toEqual([
      'published 1',
      'killed 2',
      'reinstated 3',
      'killed 4',
    ]);
  });
});

describe('what stands and what was told are two things', () => {
  test('S1: a kill that is taken after an embargoed newer version is told at once, and that one reinstates', () => {
    const { story, told } = last(versionOf(1), versionOf(3, EMBARGO), versionOf(2, KILLED));
    expect(told).toEqual(['published 1', 'killed 3']);
    expect(story.standing?.held?.revision).toBe(2);
  });

  test('S2: a kill that waits for SNS is not overwritten by an embargoed version', () => {
    const story = new Story();
    story.take(versionOf(1));
    story.down = true;
    story.take(versionOf(2, KILLED));
    story.take(versionOf(3, EMBARGO));
    story.down = false;
    story.tell();
    story.release();
    expect(story.told).toEqual(['published 1', 'killed 2', 'reinstated 3']);
  });

  test('S9: the first event is `published`, however many versions came while SNS was down', () => {
    const story = new Story();
    story.down = true;
    story.take(versionOf(1));
    story.take(versionOf(2));
    story.take(versionOf(3));
    story.down = false;
    story.tell();
    // The first was begun, so it may have been told: it goes first, and what came in between is superseded
    expect(story.told).toEqual(['published 1', 'updated 3']);
  });

  test('a text that was begun is not told any more once its kill has come', () => {
    const story = new Story();
    story.down = true;
    story.take(versionOf(1));
    story.take(versionOf(2, KILLED));
    story.down = false;
    story.tell();
    expect(story.told).toEqual(['killed 2']);
  });

  test('S14: a draft that becomes usable under the same version is published', () => {
    const draft = versionOf(1, WITHHELD);
    const usable = versionOf(1, { article: { versionCreated: '2026-03-11T08:30:00Z' } });
    expect(last(draft, usable).told).toEqual(['withheld 1', 'published 2']);
  });

  test('S19, S26: a free version that is taken after an embargoed newer one is told, and then that one', () => {
    const { story, told } = last(versionOf(2, EMBARGO), versionOf(1));
    expect(told).toEqual(['published 2']);
    expect(story.standing?.held?.revision).toBe(1);
  });

  test('S26: other text under the version that is public corrects it, also where a newer version is held', () => {
    const other = versionOf(1, { paragraphs: ['The council voted to open the market.'] });
    const { decision, told, story } = last(versionOf(1), versionOf(2, EMBARGO), other);
    expect(decision).toMatchObject({ verdict: 'correction', signals: ['silent-correction'] });
    expect(told).toEqual(['published 1', 'corrected 3']);
    expect(story.standing?.held?.revision).toBe(2);
  });

  test('S27: an update that is free reinstates what was killed and comes back under embargo', () => {
    const { story, told } = last(versionOf(1), versionOf(2, KILLED), versionOf(3, EMBARGO), versionOf(4));
    expect(told).toEqual(['published 1', 'killed 2', 'reinstated 4']);
    expect(story.standing?.held).toBeNull();
  });

  test('an embargo on what is public takes nothing down, and the operators hear of it', () => {
    const again = versionOf(1, { ...EMBARGO, article: { versionCreated: '2026-03-11T09:00:00Z' } });
    expect(last(versionOf(1), again)).toMatchObject({
      decision: { place: 'held', concerns: ['embargo-after-publication'] },
      told: ['published 1'],
    });
  });

  test('a withholding of what is public is told', () => {
    expect(last(versionOf(1), versionOf(2, WITHHELD)).told).toEqual(['published 1', 'withheld 2']);
  });
});
