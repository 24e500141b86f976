/** An article as the pure life cycle has it: sayings in, events out, without a table. */
import { publishableAt } from '../../../../functions/core/article/embargo.ts';
import { contentIdentity } from '../../../../functions/core/article/identity.ts';
import {
  decide,
  type Decision,
  type Incoming,
} from '../../../../functions/core/article/life-cycle/decide.ts';
import {
  afterHold,
  afterRevision,
  afterTold,
} from '../../../../functions/core/article/life-cycle/changes.ts';
import { NOTHING, type Standing } from '../../../../functions/core/article/life-cycle/standing.ts';
import type { ArticleRecord } from '../../../../functions/core/article/record.ts';

export const NOON = Date.parse('2026-03-11T12:00:00Z');

/** An item as the life cycle sees it; the inbox had it so many seconds after noon. */
export function sayingOf(record: ArticleRecord, second = 0, now = NOON): Incoming {
  const { article, wire } = record;
  const status = article.pubStatus ?? 'usable';
  const at = Date.parse(article.versionCreated ?? '');
  const iso = new Date(now).toISOString();
  const identity = contentIdentity(record);
  return {
    status,
    version: article.version ?? null,
    versionSequence: wire.versionSequence,
    format: wire.format,
    clock: Number.isNaN(at) ? null : { from: at, to: at },
    inbox: { at: NOON + second * 1000, key: `file-${second}`, sequencer: '', itemIndex: 0 },
    ...identity,
    textKey: status === 'usable' ? identity.textHash.slice(0, 16) : null,
    alert: false,
    notice: false,
    correction: wire.signals.includes('correction'),
    reinstates: wire.signals.includes('reinstated'),
    held: status === 'usable' && publishableAt(record, iso) !== iso,
    returns: wire.embargo.withheld === true,
    versionCreated: article.versionCreated ?? null,
  };
}

export class Story {
  standing: Standing | undefined;
  readonly told: string[] = [];
  now = NOON;
  /** While SNS does not answer, nothing is told. */
  down = false;

  /** Takes an item and tells what is to be told. */
  take(record: ArticleRecord, second = 0): Decision {
    const incoming = sayingOf(record, second, this.now);
    const decision = decide(this.standing, incoming);
    if (decision.kind === 'redelivery') return decision;
    const { held: _h, returns: _r, ...saying } = incoming;
    const takenAt = new Date(this.now).toISOString();
    this.standing = afterRevision(this.standing ?? NOTHING, {
      ...saying,
      correction: saying.correction || decision.signals.includes('silent-correction'),
      revision: (this.standing?.lastRevision ?? 0) + 1,
      place: decision.place,
      dueAt: decision.place === 'held' ? publishableAt(record, takenAt) : null,
      takenAt,
      saidAgain: decision.saidAgain === true,
      madeFrom: null,
      asDuplicate: false,
      reviewAt: null,
    });
    this.tell();
    return decision;
  }

  /** Sends all that is to be sent, if SNS answers. */
  tell(): void {
    while (!this.down) {
      const telling = this.standing?.telling ?? null;
      if (this.standing === undefined || telling === null) return;
      this.told.push(`${telling.event} ${telling.revision}`);
      this.standing = afterTold(this.standing, telling, new Date(this.now).toISOString());
    }
  }

  /** The embargo of what is held ends. */
  release(): void {
    if (this.standing === undefined) return;
    this.standing = afterHold(this.standing, new Date(this.now).toISOString());
    this.tell();
  }
}
