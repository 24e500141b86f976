/** What operators have to hear when an item is taken. Of a text that may not go yet they hear which one it is, no word of it. */
import { digest } from '../core/article/identity.ts';
import type { Decision } from '../core/article/life-cycle/decide.ts';
import type { ArticleRecord } from '../core/article/record.ts';
import type { ArticleNotice } from '../adapters/publish/ops.ts';
import type { Head, Revision } from '../adapters/store/records.ts';
import type { Originality } from './originality.ts';

interface Occasion {
  head: Head | undefined;
  decision: Extract<Decision, { kind: 'take' }>;
  others: Originality | undefined;
  suspect: boolean;
  revision: Revision;
  record: ArticleRecord;
}

type Common = Pick<ArticleNotice, 'id' | 'time' | 'provider' | 'articleId' | 'uri'>;

/** Ids are made from the delivery, so that a taker that comes again says the same. */
export function commonOf(revision: Revision, kind: string): Common {
  const { articleId, uri, provider, takenAt, delivery } = revision;
  const { bucket, key, version, itemIndex } = delivery;
  return {
    id: `${bucket}/${key}@${version}#${itemIndex}:${articleId}:${kind}`,
    time: takenAt,
    provider,
    articleId,
    uri,
  };
}

/** A text came, or was judged again, that is a copy of what was killed. Judged otherwise it is another notice. */
export function killedText(revision: Revision): ArticleNotice {
  const { dedupe, headline, place } = revision;
  const [of, published] = [dedupe.of ?? '', place !== 'hidden'];
  const judged = digest([of, String(published)]).slice(0, 8);
  return {
    ...commonOf(revision, `killed-text:${judged}`),
    type: 'wire.killed-text.again',
    of,
    headline,
    published,
    copies: [],
  };
}

/** What lets through what was put aside; a withholding of what is killed changes nothing. */
const COMMANDS = {
  usable: (id: string) => `wire release ${id}`,
  withheld: (id: string) => `wire history ${id}`,
  canceled: (id: string) => `wire kill ${id} --reason TEXT`,
};

export function noticesOf({ head, decision, others, suspect, revision, record }: Occasion): ArticleNotice[] {
  const { articleId, place, status, dueAt } = revision;
  const notices: ArticleNotice[] = [];
  if (others?.ofKilled === true) {
    notices.push(killedText(revision));
  }
  if (decision.concerns.includes('kill-contradicted')) {
    const stands = head?.line?.status ?? 'usable';
    notices.push({
      ...commonOf(revision, `contradicted:${status}:${stands}`),
      type: 'wire.kill.contradicted',
      came: status,
      stands,
      command: COMMANDS[status](articleId),
    });
  }
  if (decision.concerns.includes('embargo-after-publication')) {
    notices.push({
      ...commonOf(revision, 'after-publication'),
      type: 'wire.embargo.after-publication',
      until: dueAt,
      command: `wire hold ${articleId}`,
    });
  }
  if (place === 'held' && dueAt === null && head?.onHold !== true) {
    const { embargo, heldFor, warnings } = record.wire;
    if (heldFor !== undefined) {
      const detail = warnings.find(({ code }) => code === heldFor)?.detail ?? '';
      const command = `wire release ${articleId}`;
      notices.push({ ...commonOf(revision, heldFor), type: 'wire.item.truncated', detail, command });
    }
    if (embargo.indefinite || heldFor === undefined)
      notices.push({
        ...commonOf(revision, 'embargo'),
        type: 'wire.embargo.unreadable',
        text: embargo.text ?? '',
        command: `wire release ${articleId}`,
      });
  }
  if (suspect) notices.push({ ...commonOf(revision, 'identity'), type: 'wire.identity.suspect' });
  for (const { code, detail } of record.wire.warnings) {
    if (code === 'clock-ahead')
      notices.push({ ...commonOf(revision, 'clock-ahead'), type: 'wire.clock-ahead', detail });
  }
  return notices;
}
